using System.Diagnostics.Metrics;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Counters of the plugin, on the meter <c>NFlow.Runtime.Plugins.Mail</c>.</summary>
internal sealed class MailMetrics : IDisposable
{
    public const string MeterName = "NFlow.Runtime.Plugins.Mail";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _refused;
    private readonly UpDownCounter<long> _queued;

    public MailMetrics()
    {
        _sent = _meter.CreateCounter<long>("nflow.mail.sent", "{mail}", "Mails a server accepted.");
        _failed = _meter.CreateCounter<long>("nflow.mail.failed", "{mail}", "Mails given up.");
        _retried = _meter.CreateCounter<long>("nflow.mail.retried", "{attempt}", "Attempts after the first.");
        _refused = _meter.CreateCounter<long>("nflow.mail.refused", "{mail}", "Mails refused because the queue was full or closed.");
        _queued = _meter.CreateUpDownCounter<long>("nflow.mail.queued", "{mail}", "Mails waiting or under way in the background.");
    }

    public void Sent() => _sent.Add(1);

    public void Failed() => _failed.Add(1);

    public void Retried() => _retried.Add(1);

    public void Refused() => _refused.Add(1);

    public void Queued(int change) => _queued.Add(change);

    public void Dispose() => _meter.Dispose();
}
