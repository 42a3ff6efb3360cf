namespace NFlow.Runtime.Scripting;

/// <summary>
/// Host API that is itself JavaScript, for what needs callbacks: <c>db.transaction(async tx =&gt; …)</c>, rules, <c>require</c>.
/// Evaluated in a run's script world when one of its names is first read.
/// </summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Exports">Global names it defines (dotted for members of an object made of host functions too).</param>
/// <param name="Source">
/// A function expression <c>(function (host) { …; return { name: value, … }; })</c>.
/// <c>host</c> has every host function whose name starts with <c>$</c>, which scripts cannot reach otherwise, under that name.
/// </param>
/// <param name="Declarations">TypeScript declarations of the exports, for editors.</param>
public sealed record HostLibrary(string Name, IReadOnlyList<string> Exports, string Source, string Declarations);
