using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Security;

/// <summary><c>security.encrypt</c> and <c>security.decrypt</c> for scripts.</summary>
internal sealed class SecurityApi(ValueCipher cipher) : IHostApi
{
    private static readonly HostParameter Text = new("text", "string");

    public void Configure(HostSurfaceBuilder surface)
    {
        surface.Function("security.encrypt", Encrypt, "Encrypts a text with the installation's key (AES-256-GCM), as base64.", "string", Text);
        surface.Function("security.decrypt", Decrypt, "Decrypts what security.encrypt or the runtime's answer encryption made. Throws when no key of the installation fits.", "string", Text);
    }

    private HostValue Encrypt(HostCall call)
    {
        RequireKey();
        return HostValue.From(cipher.Encrypt(call.RequireText(0)));
    }

    private HostValue Decrypt(HostCall call)
    {
        RequireKey();
        var text = call.RequireText(0);
        if (text.StartsWith(JsonEncryption.Prefix, StringComparison.Ordinal))
            text = text[JsonEncryption.Prefix.Length..];
        return HostValue.From(cipher.TryDecrypt(text) ?? throw new HostCallException("security.decrypt: the text was not encrypted with a key of this installation, or was changed."));
    }

    private void RequireKey()
    {
        if (!cipher.HasKey)
            throw new HostCallException("security.encrypt and security.decrypt need an encryption key ([security] encryption_key).");
    }
}
