namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>What an attack may cost until it is stopped. Independent of what else the machine does: no wall-clock time.</summary>
/// <param name="AllocatedMegabytes">What its process allocates in all; the limit of a run is 64 MB.</param>
/// <param name="PeakMegabytes">By how much its process grows meanwhile.</param>
/// <param name="CpuSeconds">Processor time of its process.</param>
internal sealed record AttackBounds(double AllocatedMegabytes, double PeakMegabytes, double CpuSeconds);
