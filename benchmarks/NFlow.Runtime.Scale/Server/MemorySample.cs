namespace NFlow.Runtime.Scale.Server;

/// <summary>What a server holds, after a collection.</summary>
/// <param name="Resident">Resident set, bytes.</param>
/// <param name="Heap">Live objects of the managed heap, bytes.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="Runs">Runs that are going on.</param>
/// <param name="CpuSeconds">Processor time so far.</param>
internal sealed record MemorySample(long Resident, long Heap, int Threads, int Runs, double CpuSeconds);
