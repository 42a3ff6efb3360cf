using System.Diagnostics;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>What this process has used so far.</summary>
/// <param name="AllocatedMegabytes">Managed memory it has allocated.</param>
/// <param name="SizeMegabytes">Its working set.</param>
/// <param name="PeakMegabytes">The largest its working set has been (on Linux since <see cref="StartAnew"/>; elsewhere its working set).</param>
/// <param name="CpuSeconds">Its processor time.</param>
internal readonly record struct ProcessUsage(double AllocatedMegabytes, double SizeMegabytes, double PeakMegabytes, double CpuSeconds)
{
    private const double Megabyte = 1 << 20;

    public static ProcessUsage Now()
    {
        using var process = Process.GetCurrentProcess();
        return new(
            GC.GetTotalAllocatedBytes(precise: true) / Megabyte,
            process.WorkingSet64 / Megabyte,
            (OperatingSystem.IsLinux() ? process.PeakWorkingSet64 : process.WorkingSet64) / Megabyte,
            process.TotalProcessorTime.TotalSeconds);
    }

    /// <summary>Gives back what is not needed any more, and starts the peak anew where the system lets us.</summary>
    public static void StartAnew()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
    }
}
