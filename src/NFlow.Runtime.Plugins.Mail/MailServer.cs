namespace NFlow.Runtime.Plugins.Mail;

/// <summary>A mail server and the account to use there. Immutable; never prints its password.</summary>
public sealed class MailServer
{
    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Port, 1 to 65,535.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>Account name; empty to send without signing in.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The account's password.</summary>
    public string Password { get; init; } = "";

    /// <summary>The sender's address, with or without a display name.</summary>
    public required string From { get; init; }

    /// <summary>Whether a script named this server (<c>mail_config</c>), rather than the host application.</summary>
    public bool IsScriptDefined { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
