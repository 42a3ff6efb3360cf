using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>How a worker process is started, and with how little.</summary>
internal static class WorkerCommand
{
    private const string WorkerFile = "NFlow.Runtime.Worker.dll";

    /// <summary>The command, or null with what is missing.</summary>
    public static IReadOnlyList<string>? Find(ScriptWorkerOptions options, out string problem) => Find(options, AppContext.BaseDirectory, out problem);

    /// <summary>The command for an application in a folder, or null with what is missing.</summary>
    public static IReadOnlyList<string>? Find(ScriptWorkerOptions options, string folder, out string problem)
    {
        problem = "";
        if (options.Command.Count > 0)
            return [.. options.Command];

        var worker = Path.Combine(folder, WorkerFile);
        if (!File.Exists(worker))
        {
            problem = $"Scripts.Isolation is Process, but {WorkerFile} is not in {folder}. Add a reference to the package NFlow.Runtime.Worker to the application, or set Scripts.Workers.Command.";
            return null;
        }

        if (FindDotnet() is not { } dotnet)
        {
            problem = "Scripts.Isolation is Process, but no 'dotnet' was found to start workers with, as in a self-contained application. Set Scripts.Workers.Command to a program that calls NFlowWorkerProcess.Run().";
            return null;
        }

        if (FindHostFile(".runtimeconfig.json", worker) is not { } configuration)
        {
            problem = $"Scripts.Isolation is Process, but the application has no *.runtimeconfig.json in {folder} to start {WorkerFile} with. Set Scripts.Workers.Command.";
            return null;
        }

        return FindHostFile(".deps.json", worker) is { } dependencies
            ? [dotnet, "exec", "--runtimeconfig", configuration, "--depsfile", dependencies, worker]
            : [dotnet, "exec", "--runtimeconfig", configuration, worker];
    }

    /// <summary>A worker gets no environment but what its runtime needs, three pipes and no other handle, and no folder of the host's.</summary>
    public static ProcessStartInfo Prepare(IReadOnlyList<string> command, long maxMemoryBytes)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory)!,
        };
        var environment = start.Environment;
        var systemRoot = environment.TryGetValue("SystemRoot", out var root) ? root : null;
        environment.Clear();
        if (systemRoot is not null)
            environment["SystemRoot"] = systemRoot;
        environment["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{maxMemoryBytes:X}");
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = AppContext.TryGetSwitch("System.Globalization.Invariant", out var isInvariant) && isInvariant ? "1" : "0";
        return start;
    }

    private static string? FindDotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == name)
            return self;
        // <root>/shared/Microsoft.NETCore.App/<version>/
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var dotnet = Path.Combine(root, name);
        return File.Exists(dotnet) ? dotnet : null;
    }

    /// <summary>The file of the application that runs; under a test host, of the tests.</summary>
    private static string? FindHostFile(string extension, string worker)
    {
        var candidates = ((string?)AppContext.GetData("APP_CONTEXT_DEPS_FILES") ?? "").Split(Path.PathSeparator, ';')
            .Where(path => path.EndsWith(".deps.json", StringComparison.Ordinal) && Path.GetDirectoryName(path) == Path.GetDirectoryName(worker))
            .Select(path => path[..^".deps.json".Length] + extension)
            .Append(Path.ChangeExtension(worker, null) + extension);
        return candidates.FirstOrDefault(File.Exists);
    }
}
