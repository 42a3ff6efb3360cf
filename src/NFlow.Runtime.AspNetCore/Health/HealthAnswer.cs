using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.AspNetCore.Health;

/// <summary>Writes health the way monitors of nFlow read it.</summary>
internal static class HealthAnswer
{
    public static async Task WriteAsync(HttpContext context, HealthReport report, TimeSpan uptime, DateTimeOffset now)
    {
        var response = context.Response;
        response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        var writer = new Utf8JsonWriter(response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("status", NameOf(report.Status));
            writer.WriteNumber("timestamp", now.ToUnixTimeSeconds());
            writer.WriteString("uptime", Duration(uptime));
            writer.WriteString("version", NFlowTelemetry.Version);
            writer.WriteStartObject("components");
            foreach (var (name, entry) in report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteComponent(writer, name, entry);
            writer.WriteEndObject();
            writer.WriteStartObject("details");
            foreach (var (name, entry) in report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteDetails(writer, name, entry);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    /// <summary>A duration as Go prints it: <c>1h2m3.5s</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = (duration.Ticks % TimeSpan.TicksPerMinute / (double)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);
        return ((long)duration.TotalHours, duration.Minutes) switch
        {
            (0, 0) => $"{seconds}s",
            (0, var minutes) => $"{minutes}m{seconds}s",
            var (hours, minutes) => $"{hours}h{minutes}m{seconds}s",
        };
    }

    private static void WriteComponent(Utf8JsonWriter writer, string name, HealthReportEntry entry)
    {
        writer.WriteStartObject(name);
        writer.WriteString("status", entry.Status == HealthStatus.Unhealthy ? "unhealthy" : NameOf(entry.Status));
        if (entry.Status != HealthStatus.Healthy)
            writer.WriteString("message", entry.Description ?? "The check failed; the log says why.");
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, string name, HealthReportEntry entry)
    {
        if (entry.Data.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in entry.Data)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, value);
        }

        writer.WriteEndObject();
    }

    private static string NameOf(HealthStatus status) => status == HealthStatus.Healthy ? "healthy" : "degraded";
}
