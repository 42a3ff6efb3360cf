using System.Net.Security;
using System.Text;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>One client's conversation with the test server.</summary>
internal sealed class SmtpConversation(SmtpServer server, Stream connection) : IAsyncDisposable
{
    private readonly List<string> _recipients = [];
    private Stream _stream = connection;
    private string _sender = "";
    private string? _user;
    private bool _encrypted;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (server.ImplicitTls)
            await EncryptAsync(cancellationToken);
        await SayAsync("220 test ESMTP", cancellationToken);
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            server.Record(line);
            if (server.SilentAt is { } silent && line.StartsWith(silent, StringComparison.OrdinalIgnoreCase))
                await StaySilentAsync(cancellationToken);
            if (server.Answer(line) is { } given)
                await SayAsync(given, cancellationToken);
            else if (!await RespondAsync(line, cancellationToken))
                return;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<bool> RespondAsync(string line, CancellationToken cancellationToken)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync(Greeting(), cancellationToken);
                return true;
            case "STARTTLS":
                await SayAsync("220 go ahead", cancellationToken);
                await EncryptAsync(cancellationToken);
                return true;
            case "AUTH":
                await SignInAsync(line, cancellationToken);
                return true;
            case "MAIL":
                _sender = Address(line);
                _recipients.Clear();
                await SayAsync("250 sender ok", cancellationToken);
                return true;
            case "RCPT":
                _recipients.Add(Address(line));
                await SayAsync("250 recipient ok", cancellationToken);
                return true;
            case "DATA":
                await ReceiveAsync(cancellationToken);
                return true;
            case "QUIT":
                await SayAsync("221 bye", cancellationToken);
                return false;
            default:
                await SayAsync("500 unknown command", cancellationToken);
                return true;
        }
    }

    private string Greeting()
    {
        var lines = new List<string> { "test" };
        if (server.OffersStartTls && !_encrypted)
            lines.Add("STARTTLS");
        if (server.OffersAuthentication)
            lines.Add("AUTH PLAIN LOGIN");
        lines.AddRange(["8BITMIME", "SMTPUTF8", "SIZE 50000000"]);
        return string.Join("\r\n", lines.Select((text, index) => $"250{(index == lines.Count - 1 ? ' ' : '-')}{text}"));
    }

    private async Task SignInAsync(string line, CancellationToken cancellationToken)
    {
        var words = line.Split(' ');
        string user, password;
        if (words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            var initial = words.Length > 2 ? words[2] : await AskAsync("", cancellationToken);
            var parts = Decode(initial).Split('\0');
            (user, password) = (parts[1], parts[2]);
        }
        else
        {
            user = words.Length > 2 ? Decode(words[2]) : Decode(await AskAsync("Username:", cancellationToken));
            password = Decode(await AskAsync("Password:", cancellationToken));
        }

        var accepted = user == server.User && password == server.Password;
        _user = accepted ? user : null;
        await SayAsync(accepted ? "235 welcome" : $"535 5.7.8 bad credentials {user} {password} {Encode(password)}", cancellationToken);
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        await SayAsync($"334 {Encode(question)}", cancellationToken);
        return await ReadLineAsync(cancellationToken) ?? "";
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        await SayAsync("354 go ahead", cancellationToken);
        using var raw = new MemoryStream();
        while (await ReadLineAsync(cancellationToken) is { } line && line != ".")
            raw.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));

        if (server.Answer("DATA.") is { } given)
        {
            await SayAsync(given, cancellationToken);
            return;
        }

        server.Mails.Add(new ReceivedMail(_sender, [.. _recipients], raw.ToArray(), _encrypted, _user), cancellationToken);
        await SayAsync("250 accepted", cancellationToken);
    }

    private async Task StaySilentAsync(CancellationToken cancellationToken)
    {
        server.Silent.TrySetResult();
        try
        {
            while (await ReadLineAsync(cancellationToken) is not null)
            {
            }
        }
        finally
        {
            server.Abandoned.TrySetResult();
        }
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = SmtpServer.Certificate }, cancellationToken);
        _encrypted = true;
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
                return Encoding.Latin1.GetString([.. bytes]).TrimEnd('\r');
            bytes.Add(one[0]);
        }

        return null;
    }

    private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
