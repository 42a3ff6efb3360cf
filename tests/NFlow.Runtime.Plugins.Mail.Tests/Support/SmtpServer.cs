using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>A small SMTP server on loopback: RFC 5321 with STARTTLS, implicit TLS, AUTH PLAIN and LOGIN, and answers that a test can replace.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly Task _accepting;
    private readonly List<Task> _conversations = [];

    public SmtpServer(bool implicitTls = false)
    {
        ImplicitTls = implicitTls;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public bool ImplicitTls { get; }

    public bool OffersStartTls { get; init; } = true;

    public bool OffersAuthentication { get; init; } = true;

    public string User { get; init; } = "shop";

    public string Password { get; init; } = "p4ss wörd";

    /// <summary>Gives the answer to a command line in place of the usual one; null for the usual one. <c>DATA.</c> stands for the end of the data.</summary>
    public Func<string, string?> Answer { get; init; } = _ => null;

    /// <summary>A command at which the server falls silent.</summary>
    public string? SilentAt { get; init; }

    /// <summary>Completes when the server has fallen silent.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a client that met the silence has gone away.</summary>
    public TaskCompletionSource Abandoned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BlockingCollection<ReceivedMail> Mails { get; } = [];

    public IReadOnlyCollection<string> Commands => _commands;

    public static X509Certificate2 Certificate { get; } = MakeCertificate();

    public ReceivedMail TakeMail() => Mails.TryTake(out var mail, TimeSpan.FromSeconds(20)) ? mail : throw new AssertionException("No mail arrived within 20 seconds.");

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stopped.Dispose();
        Mails.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException)
        {
            // Stopped by the test.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var conversation = new SmtpConversation(this, client.GetStream());
                await conversation.RunAsync(_stopped.Token);
            }
            catch (Exception ex) when (ex is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or the test ended.
            }
        }
    }

    internal void Record(string command) => _commands.Enqueue(command);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
