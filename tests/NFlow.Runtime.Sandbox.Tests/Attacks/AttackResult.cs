namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>How an attack ended, as its child process saw it.</summary>
/// <param name="Name">The attack.</param>
/// <param name="Ending">
/// <c>ends</c> (ran to its end), <c>error</c> (the script failed by itself), the name of the limit that stopped it, <c>killed</c>,
/// or, as the parent saw it, <c>crash</c> or <c>hang</c>.
/// </param>
/// <param name="Message">What a client would see.</param>
/// <param name="Milliseconds">Time it took.</param>
/// <param name="PeakMegabytes">The child's largest working set during the attack (on Linux; elsewhere, so far).</param>
/// <param name="Caught">What the script told that must not happen: limit errors it caught, secrets it saw.</param>
/// <param name="NormalScript">Answer of an honest script right afterwards; <c>true</c> when all was well.</param>
/// <param name="NormalMilliseconds">Time the honest script took.</param>
internal sealed record AttackResult(
    string Name,
    string Ending,
    string Message,
    double Milliseconds,
    double PeakMegabytes,
    IReadOnlyList<string> Caught,
    string NormalScript,
    double NormalMilliseconds);
