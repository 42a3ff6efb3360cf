namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>How an attack ended, as its child process saw it.</summary>
/// <param name="Name">The attack.</param>
/// <param name="Ending">
/// <c>limit</c> and the name of the limit that stopped it; <c>throws</c> and the script's own uncaught error; <c>refused</c> and why it did
/// not compile; <c>harmless</c> and what it answered; another error's kind; or, as the parent saw it, <c>crash</c> or <c>hang</c>.
/// </param>
/// <param name="Detail">What the log says: limit, value, used.</param>
/// <param name="AllocatedMegabytes">What the process allocated.</param>
/// <param name="PeakMegabytes">By how much the process's working set grew at most (on Linux; elsewhere 0).</param>
/// <param name="CpuSeconds">Processor time the process used.</param>
/// <param name="Caught">What the script told that must not happen: limit errors it caught, secrets it saw.</param>
/// <param name="Aftermath">What the next run, an honest script, found wrong; <c>[]</c> when all was well.</param>
/// <param name="AftermathCpuSeconds">Processor time of that run.</param>
/// <param name="LostThreads">Threads that could not be stopped.</param>
/// <param name="TakenPlaces">Places for scripts that were not given back.</param>
internal sealed record AttackResult(
    string Name,
    string Ending,
    string Detail,
    double AllocatedMegabytes,
    double PeakMegabytes,
    double CpuSeconds,
    IReadOnlyList<string> Caught,
    string Aftermath,
    double AftermathCpuSeconds,
    int LostThreads,
    int TakenPlaces)
{
    public bool IsAlive => Ending is not ("crash" or "hang");

    public static AttackResult Lost(string name, string ending, string detail) => new(name, ending, detail, 0, 0, 0, [], "", 0, 0, 0);
}
