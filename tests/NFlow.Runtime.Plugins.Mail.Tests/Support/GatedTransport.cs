using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>A transport whose every attempt waits for the test's word.</summary>
internal sealed class GatedTransport : IMailTransport
{
    private readonly Channel<Attempt> _attempts = Channel.CreateUnbounded<Attempt>();
    private readonly Lock _gate = new();
    private int _running;
    private int _count;

    public int Attempts => Volatile.Read(ref _count);

    public int MostAtOnce { get; private set; }

    public void Register(IServiceCollection services) => services.AddSingleton<IMailTransport>(this);

    public async Task SendAsync(MimeMessage message, MailServer server, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _count++;
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            var attempt = new Attempt(message.Subject!);
            await _attempts.Writer.WriteAsync(attempt, cancellationToken);
            await attempt.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
                _running--;
        }
    }

    public async Task<Attempt> NextAsync() => await _attempts.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    internal sealed class Attempt(string subject)
    {
        public string Subject { get; } = subject;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Succeed() => Answer.SetResult();

        public void Fail(bool isTransient) => Answer.SetException(new MailDeliveryException("the test refuses", isTransient));
    }
}
