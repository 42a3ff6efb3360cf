using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Http.Otp;

/// <summary>One-time passwords for scripts, through Twilio Verify's HTTP API.</summary>
internal sealed partial class OtpApi(IHttpClientFactory clients, IOptions<OtpOptions> options, ILogger<OtpApi> logger) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        var to = new HostParameter("to", "string");
        surface.BlockingFunction("send_otp", SendAsync, "Sends a code to a telephone number; true when it was accepted, and always when codes are switched off.", "boolean", to);
        surface.BlockingFunction("check_otp", CheckAsync, "Whether a code is the one that was sent; always true when codes are switched off.", "boolean", to, new HostParameter("code", "string"));
    }

    private async ValueTask<HostValue> SendAsync(HostCall call, CancellationToken cancellationToken)
    {
        var to = call.RequireText(0);
        if (!options.Value.Enabled)
            return HostValue.True;
        return HostValue.From(await PostAsync("Verifications", [new("To", to), new("Channel", "sms")], cancellationToken).ConfigureAwait(false) is not null);
    }

    private async ValueTask<HostValue> CheckAsync(HostCall call, CancellationToken cancellationToken)
    {
        var (to, code) = (call.RequireText(0), call.RequireText(1));
        if (!options.Value.Enabled)
            return HostValue.True;
        return HostValue.From(await PostAsync("VerificationCheck", [new("To", to), new("Code", code)], cancellationToken).ConfigureAwait(false) == "approved");
    }

    /// <summary>The status Twilio answers; null when it does not accept the request.</summary>
    private async Task<string?> PostAsync(string resource, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.BaseAddress, $"/v2/Services/{Uri.EscapeDataString(settings.VerifyServiceId)}/{resource}"))
        {
            Content = new FormUrlEncodedContent(fields),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.AuthToken}")));
        using var client = clients.CreateClient(NFlowHttpExtensions.OtpClientName);
        client.Timeout = settings.Timeout;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                LogRefused(logger, resource, (int)response.StatusCode);
                return null;
            }

            var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);
            using (json)
                return json.RootElement.TryGetProperty("status", out var status) ? status.GetString() : "";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception ex) when (ex is HttpRequestException or JsonException or OperationCanceledException)
        {
            LogFailed(logger, ex, resource);
            return null;
        }
    }

    [LoggerMessage(EventId = 4301, EventName = "OtpRefused", Level = LogLevel.Warning, Message = "Twilio Verify refused {Resource} with status {Status}.")]
    private static partial void LogRefused(ILogger logger, string resource, int status);

    [LoggerMessage(EventId = 4302, EventName = "OtpFailed", Level = LogLevel.Error, Message = "Twilio Verify did not answer {Resource}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string resource);
}
