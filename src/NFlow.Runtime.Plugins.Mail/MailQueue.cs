using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>
/// Sends mails in the background, several at a time, again after a pause when the server may accept them later. Bounded in number and bytes;
/// thread-safe. Drained after everything else of the host has stopped, so that the last runs can still send.
/// </summary>
internal sealed partial class MailQueue(IMailTransport transport, MailMetrics metrics, IOptions<MailOptions> options, TimeProvider time, ILogger<MailQueue> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly MailOptions _options = options.Value;
    private readonly SemaphoreSlim _slots = new(options.Value.QueueConcurrency);
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _count;
    private long _bytes;
    private bool _closed;

    /// <summary>Takes a mail over.</summary>
    /// <returns>False when the queue is full or closed; the mail is then not sent.</returns>
    public bool TryAdd(ComposedMail mail)
    {
        lock (_gate)
        {
            if (_closed || _count >= _options.QueueCapacity || _bytes + mail.Size > _options.QueueCapacityBytes)
            {
                metrics.Refused();
                return false;
            }

            _count++;
            _bytes += mail.Size;
        }

        metrics.Queued(1);
        _ = Task.Run(() => DeliverAsync(mail));
        return true;
    }

    /// <summary>Refuses further mails and waits for those in the queue, at most <see cref="MailOptions.DrainTimeout"/>; what is left then is logged and lost.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _closed = true;
            if (_count == 0)
                _empty.TrySetResult();
        }

        await _draining.CancelAsync().ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(_options.DrainTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using (either.Token.Register(_stopped.Cancel))
            await _empty.Task.ConfigureAwait(false);
    }

    private async Task DeliverAsync(ComposedMail mail)
    {
        try
        {
            for (var attempt = 1; !await TryDeliverAsync(mail, attempt).ConfigureAwait(false); attempt++)
                await PauseAsync(attempt).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            metrics.Failed();
            MailLost(logger, mail.Id, mail.RecipientCount);
        }
        catch (Exception ex)
        {
            metrics.Failed();
            TransportBroken(logger, ex, mail.Id, mail.RecipientCount);
        }
        finally
        {
            Remove(mail);
        }
    }

    /// <returns>True when nothing is left to do: accepted, or given up.</returns>
    private async Task<bool> TryDeliverAsync(ComposedMail mail, int attempt)
    {
        var isLast = attempt >= _options.MaxAttempts || _draining.IsCancellationRequested;
        await _slots.WaitAsync(_stopped.Token).ConfigureAwait(false);
        try
        {
            if (attempt > 1)
                metrics.Retried();
            await transport.SendAsync(mail.Message, mail.Server, _stopped.Token).ConfigureAwait(false);
            metrics.Sent();
            MailSent(logger, mail.Id, mail.RecipientCount, attempt);
            return true;
        }
        catch (MailDeliveryException ex) when (ex.IsTransient && !isLast)
        {
            MailDelayed(logger, mail.Id, attempt, ex.Message);
            return false;
        }
        catch (MailDeliveryException ex)
        {
            metrics.Failed();
            MailFailed(logger, mail.Id, mail.RecipientCount, attempt, ex.Message);
            return true;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Twice as long each time. A drain ends the pause: the mail gets its last attempt at once.</summary>
    private async Task PauseAsync(int attempt)
    {
        var delay = TimeSpan.FromTicks((long)Math.Min(_options.RetryDelay.Ticks * Math.Pow(2, attempt - 1), _options.MaxRetryDelay.Ticks));
        await Task.Delay(delay, time, _draining.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Remove(ComposedMail mail)
    {
        mail.Message.Dispose();
        metrics.Queued(-1);
        lock (_gate)
        {
            _count--;
            _bytes -= mail.Size;
            if (_closed && _count == 0)
                _empty.TrySetResult();
        }
    }

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken);

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopped.Cancel();
        _draining.Cancel();
    }

    [LoggerMessage(5101, LogLevel.Information, "Mail {MessageId} to {Recipients} recipients was accepted at attempt {Attempt}.", EventName = "MailSent")]
    private static partial void MailSent(ILogger logger, string messageId, int recipients, int attempt);

    [LoggerMessage(5102, LogLevel.Warning, "Mail {MessageId} was not accepted at attempt {Attempt} and is tried again: {Reason}", EventName = "MailDelayed")]
    private static partial void MailDelayed(ILogger logger, string messageId, int attempt, string reason);

    [LoggerMessage(5103, LogLevel.Error, "Mail {MessageId} to {Recipients} recipients is given up after attempt {Attempt}: {Reason}", EventName = "MailFailed")]
    private static partial void MailFailed(ILogger logger, string messageId, int recipients, int attempt, string reason);

    [LoggerMessage(5104, LogLevel.Error, "Mail {MessageId} to {Recipients} recipients is lost: the host stopped before it could be sent.", EventName = "MailLost")]
    private static partial void MailLost(ILogger logger, string messageId, int recipients);

    [LoggerMessage(5105, LogLevel.Error, "Mail {MessageId} to {Recipients} recipients is given up: the mail transport failed.", EventName = "MailTransportBroken")]
    private static partial void TransportBroken(ILogger logger, Exception exception, string messageId, int recipients);
}
