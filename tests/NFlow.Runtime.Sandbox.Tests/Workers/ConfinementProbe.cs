using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NFlow.Runtime.Scripting.Workers.Child;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>A process confined as workers are, which then tries what code that broke out of the script engine would try. Prints what it could do.</summary>
internal static class ConfinementProbe
{
    public const string Argument = "confinement-probe";

    public static int Run(string file, string port, string process)
    {
        Console.WriteLine(ProcessConfinement.Apply() ? "confined" : "not supported");
        Try("read", () => File.ReadAllText(file));
        Try("write", () => File.WriteAllText(file + ".new", "x"));
        Try("list", () => Directory.GetFiles(Path.GetDirectoryName(file)!));
        Try("home", () => File.ReadAllText("/etc/passwd"));
        Try("environment", () => File.ReadAllText($"/proc/{process}/environ"));
        Try("memory", () => File.OpenRead($"/proc/{process}/mem").Dispose());
        Try("start", () => System.Diagnostics.Process.Start("/bin/true")!.WaitForExit());
        Try("connect", () =>
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        });
        Try("datagram", static () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp).Dispose());
        Try("local socket", static () => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified).Dispose());
        Try("listen", () =>
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
        });
        Console.WriteLine("alive");
        return 0;
    }

    private static void Try(string what, Action act)
    {
        try
        {
            act();
            Console.WriteLine(what);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SocketException or System.ComponentModel.Win32Exception)
        {
            // As it should be.
        }
    }
}
