using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Plugins.Mail.Tests.Support;

namespace NFlow.Runtime.Plugins.Mail.Tests;

[NonParallelizable]
public sealed class MailQueueTests
{
    [Test]
    public async Task SendMailAsync_AnswersBeforeTheMailIsSent_AndSendsIt()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, register: gate.Register);

        var answer = await host.RunAsync("c.JSON(200, send_mail_async('a@x.org', 'later', 'm'))");

        Assert.That(answer.Body.GetBoolean(), Is.True);
        var attempt = await gate.NextAsync();
        Assert.That(attempt.Subject, Is.EqualTo("later"));
        attempt.Succeed();
    }

    [Test]
    public async Task SendMailAsync_OverSmtp_Arrives()
    {
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server);

        await host.RunAsync("send_mail_async('a@x.org', 'background', '<i>x</i>', null, 'html')");

        Assert.That(server.TakeMail().Message.HtmlBody, Does.Contain("<i>x</i>"));
    }

    [Test]
    public async Task TransientFailure_IsTriedAgainAfterGrowingPauses_ThenGivenUp()
    {
        var time = new WatchedTime();
        var gate = new GatedTransport();
        using var counters = new Counters();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(
            server,
            options => (options.MaxAttempts, options.RetryDelay, options.MaxRetryDelay) = (4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25)),
            services =>
            {
                gate.Register(services);
                services.AddSingleton<TimeProvider>(time);
            });
        await host.RunAsync("send_mail_async('a@x.org', 's', 'm')");

        foreach (var pause in new[] { TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25) })
        {
            (await gate.NextAsync()).Fail(isTransient: true);
            await time.WaitForTimerAsync(pause);
            time.Advance(pause);
        }

        (await gate.NextAsync()).Fail(isTransient: true);
        await host.Log.WaitForAsync("is given up after attempt 4: the test refuses", 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gate.Attempts, Is.EqualTo(4));
            Assert.That(counters["nflow.mail.retried"], Is.EqualTo(3));
            Assert.That(counters["nflow.mail.failed"], Is.EqualTo(1));
        }
    }

    [Test]
    public async Task PermanentFailure_IsLoggedAndNotTriedAgain()
    {
        await using var server = new SmtpServer { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such user" : null };
        await using var host = await MailHost.StartAsync(server);

        await host.RunAsync("send_mail_async('a@x.org', 's', 'm')");
        await host.Log.WaitForAsync("is given up after attempt 1", 1);

        Assert.That(host.Log.Text, Does.Contain("550 no such user"));
    }

    [Test]
    public async Task BusyServer_IsTriedAgain_AndAccepts()
    {
        var refusals = 2;
        await using var server = new SmtpServer { Answer = line => line == "DATA." && Interlocked.Decrement(ref refusals) >= 0 ? "451 try later" : null };
        await using var host = await MailHost.StartAsync(server, options => options.RetryDelay = TimeSpan.FromMilliseconds(1));

        await host.RunAsync("send_mail_async('a@x.org', 'patience', 'm')");

        Assert.That(server.TakeMail().Message.Subject, Is.EqualTo("patience"));
        await host.Log.WaitForAsync("was accepted at attempt 3", 1);
    }

    [Test]
    public async Task FullQueue_RefusesLogsAndCounts()
    {
        var gate = new GatedTransport();
        using var counters = new Counters();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => (options.QueueCapacity, options.QueueConcurrency) = (2, 1), gate.Register);

        var answer = await host.RunAsync("c.JSON(200, [1, 2, 3].map(i => send_mail_async('a@x.org', String(i), 'm')))");

        Assert.That(answer.Body.GetRawText(), Is.EqualTo("[true,true,false]"));
        Assert.That(host.Log.Text, Does.Contain("send_mail_async: the mail queue is full or closed, nothing was sent."));
        Assert.That(counters["nflow.mail.refused"], Is.EqualTo(1));
        (await gate.NextAsync()).Succeed();
        (await gate.NextAsync()).Succeed();
    }

    [Test]
    public async Task QueueFullOfBytes_Refuses()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.QueueCapacityBytes = 30_000, gate.Register);

        var answer = await host.RunAsync("c.JSON(200, [1, 2, 3].map(i => send_mail_async('a@x.org', String(i), 'm'.repeat(12000))))");

        Assert.That(answer.Body.GetRawText(), Is.EqualTo("[true,true,false]"));
        (await gate.NextAsync()).Succeed();
        (await gate.NextAsync()).Succeed();
    }

    [Test]
    public async Task Concurrency_IsBounded()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.QueueConcurrency = 3, gate.Register);

        await host.RunAsync("for (let i = 0; i < 20; i++) send_mail_async('a@x.org', String(i), 'm')");
        for (var i = 0; i < 20; i++)
            (await gate.NextAsync()).Succeed();

        Assert.That(gate.MostAtOnce, Is.InRange(1, 3));
    }

    [Test]
    public async Task Shutdown_WaitsForQueuedMails()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, register: gate.Register);
        await host.RunAsync("send_mail_async('a@x.org', 's', 'm')");
        var attempt = await gate.NextAsync();

        var stopping = host.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        attempt.Succeed();
        await stopping;

        Assert.That(host.Log.Text, Does.Contain("was accepted at attempt 1"));
    }

    [Test]
    public async Task Shutdown_MailBetweenAttempts_GetsItsLastAttemptAtOnce()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.RetryDelay = TimeSpan.FromHours(1), services =>
        {
            gate.Register(services);
            services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        });
        await host.RunAsync("send_mail_async('a@x.org', 's', 'm')");
        (await gate.NextAsync()).Fail(isTransient: true);
        await host.Log.WaitForAsync("is tried again", 1);

        var stopping = host.StopAsync();
        (await gate.NextAsync()).Fail(isTransient: true);
        await stopping;

        Assert.That(host.Log.Text, Does.Contain("is given up after attempt 2"));
    }

    [Test]
    public async Task Shutdown_ServerNeverAnswers_EndsAfterTheDrainTimeAndLogsTheLoss()
    {
        var gate = new GatedTransport();
        await using var server = new SmtpServer();
        await using var host = await MailHost.StartAsync(server, options => options.DrainTimeout = TimeSpan.FromMilliseconds(20), gate.Register);
        await host.RunAsync("send_mail_async('a@x.org', 's', 'm')");
        _ = await gate.NextAsync();

        await host.StopAsync();

        Assert.That(host.Log.Text, Does.Contain("is lost: the host stopped before it could be sent."));
    }

    private sealed class Counters : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _values = new();
        private readonly MeterListener _listener = new();

        public Counters()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "NFlow.Runtime.Plugins.Mail")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _values.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
            _listener.Start();
        }

        public long this[string name] => _values.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();
    }
}
