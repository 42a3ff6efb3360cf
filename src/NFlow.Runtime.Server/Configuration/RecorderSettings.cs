using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[recorder]</c>.</summary>
internal sealed record RecorderSettings(bool Enabled, string Folder, RunRecordingMode Mode, string AuthToken, int MaxBytes, int MaxFiles, IReadOnlyList<string> SecretNames)
{
    private const int LeastTokenLength = 16;

    public static RecorderSettings Read(ConfigurationTable table)
    {
        var settings = new RecorderSettings(
            table.Boolean("enabled", false),
            table.Text("folder", "recordings"),
            table.Choice("mode", "on_request", "on_request", "failures", "all") switch { "failures" => RunRecordingMode.Failures, "all" => RunRecordingMode.All, _ => RunRecordingMode.OnRequest },
            table.Text("auth_token", ""),
            table.Integer("max_bytes", 4 << 20, 1024),
            table.Integer("max_files", 100, 1, 100_000),
            table.List("secret_names", []));
        table.Require("auth_token", !settings.Enabled || settings.Mode != RunRecordingMode.OnRequest || settings.AuthToken.Length >= LeastTokenLength, $"at least {LeastTokenLength} characters while enabled and mode is on_request");
        return settings;
    }

    public void ApplyTo(RunRecorderOptions options)
    {
        options.Mode = Mode;
        options.Token = AuthToken;
        options.MaxBytes = MaxBytes;
        options.MaxFiles = MaxFiles;
        foreach (var name in SecretNames)
            options.SecretNames.Add(name);
    }
}
