using System.Security.Cryptography;
using System.Text;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.HostApi.Users;

/// <summary>Users and hashes.</summary>
internal sealed class UserApi(IUserStore users) : IHostApi
{
    /// <summary>Compared with when there is no such user, so that an answer takes as long as for a user with a designer's hash.</summary>
    private const string NobodysHash = "0000000000000000000000000000000000000000000000000000000000000000";

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter name = new("name", "string"), text = new("text", "string");
        surface.BlockingFunction("validate_user", ValidateAsync, "Whether an active user has this password.", "boolean", name, new HostParameter("password", "string"));
        surface.BlockingFunction("get_user", GetAsync, "A user without the password hash; null when there is none.", "{ id: number; username: string; rol: string; active: boolean } | null", name);
        surface.Function("calcular_sha512", call => Hex(SHA512.HashData(Utf8(call))), "SHA-512 of a text, lower-case hex.", "string", text);
        surface.Function("calcular_sha512_256", call => Hex(Sha512Truncated.Hash256(Utf8(call))), "SHA-512/256 of a text, lower-case hex.", "string", text);
        surface.Function("calcular_sha512_224", call => Hex(Sha512Truncated.Hash224(Utf8(call))), "SHA-512/224 of a text, lower-case hex.", "string", text);
        surface.BlockingFunction("hash_password", HashAsync, "A strong hash of a password for table users: PBKDF2 in ASP.NET Core Identity's format, accepted by validate_user.", "string", new HostParameter("password", "string"));
    }

    private async ValueTask<HostValue> ValidateAsync(HostCall call, CancellationToken cancellationToken)
    {
        var name = call.OptionalText(0);
        var password = call.OptionalText(1);
        var user = await users.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var hash = user?.PasswordHash ?? NobodysHash;
        var fits = PasswordHash.IsStrong(hash)
            ? await Task.Run(() => PasswordHash.Verify(hash, password), cancellationToken).ConfigureAwait(false)
            : PasswordHash.Verify(hash, password);
        return HostValue.From(fits && user is { IsActive: true });
    }

    private async ValueTask<HostValue> GetAsync(HostCall call, CancellationToken cancellationToken) =>
        await users.FindAsync(call.RequireText(0), cancellationToken).ConfigureAwait(false) is { } user
            ? HostJson.Object(user, static (writer, user) =>
            {
                writer.WriteNumber("id", user.Id);
                writer.WriteString("username", user.Name);
                writer.WriteString("rol", user.Role);
                writer.WriteBoolean("active", user.IsActive);
            })
            : HostValue.Null;

    private static async ValueTask<HostValue> HashAsync(HostCall call, CancellationToken cancellationToken)
    {
        var password = call.RequireName(0);
        return HostValue.From(await Task.Run(() => PasswordHash.Create(password), cancellationToken).ConfigureAwait(false));
    }

    private static byte[] Utf8(HostCall call) => Encoding.UTF8.GetBytes(call.RequireText(0));

    private static HostValue Hex(byte[] bytes) => HostValue.From(Convert.ToHexStringLower(bytes));
}
