using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.AspNetCore.RateLimiting;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.AspNetCore.Tests.RateLimiting;

public sealed class RateLimitTests
{
    private readonly FaultyBuckets _backend = new();

    [Test]
    public async Task Requests_WithinTheLimit_CarryTheHeaders()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);

        using var first = await host.GetAsync();
        using var second = await host.GetAsync("/no/such/path");

        Assert.That(Headers(first), Is.EqualTo(("10", "11", "1800000006")));
        Assert.That(Headers(second), Is.EqualTo(("10", "10", "1800000012")));
    }

    [Test]
    public async Task Requests_BeyondTheLimit_Are429WithBodyAndRetryAfter()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);

        var admitted = await host.CountAdmittedAsync();
        using var refused = await host.GetAsync();

        Assert.That(admitted, Is.EqualTo(12));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await refused.Content.ReadAsStringAsync(), Is.EqualTo("""{"error":"Rate limit exceeded. Please try again later.","retry_after":6}"""));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(6)));
        Assert.That(Headers(refused), Is.EqualTo(("10", "0", "1800000006")));
        Assert.That(host.Counter(NFlowTelemetry.RateLimitRefusals), Is.EqualTo(2));
    }

    [Test]
    public async Task Requests_AfterWaiting_AreAdmittedOneByOne()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);
        await host.CountAdmittedAsync();

        host.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.That(await host.CountAdmittedAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Requests_RetryAfterSwitchedOff_HasNoHeaderButTheBody()
    {
        await using var host = await LimitedHost.StartAsync(options =>
        {
            TenPerMinuteAndTwo(options);
            options.SendRetryAfter = false;
            options.Message = "Slow down.";
        });
        await host.CountAdmittedAsync();

        using var refused = await host.GetAsync();

        Assert.That(refused.Headers.RetryAfter, Is.Null);
        Assert.That(await refused.Content.ReadAsStringAsync(), Is.EqualTo("""{"error":"Slow down.","retry_after":6}"""));
    }

    [TestCase("198.51.100.7", 1000)]
    [TestCase("10.1.2.3", 1000)]
    [TestCase("::ffff:10.1.2.3", 1000)]
    [TestCase("2001:db8:1::5", 1000)]
    [TestCase("198.51.100.8", 12)]
    [TestCase("11.0.0.1", 12)]
    [TestCase("2001:db8:2::5", 12)]
    public async Task ExcludedAddresses_AddressOrNetwork_IsNotLimited(string address, int admitted)
    {
        await using var host = await LimitedHost.StartAsync(options =>
        {
            TenPerMinuteAndTwo(options);
            options.ExcludedAddresses.Add("198.51.100.7");
            options.ExcludedAddresses.Add(" 10.9.9.9/8 ");
            options.ExcludedAddresses.Add("2001:db8:1::/48");
        });

        Assert.That(Math.Min(1000, await host.CountAdmittedAsync(address)), Is.EqualTo(admitted));
    }

    [TestCase("/health", true)]
    [TestCase("/health/live", true)]
    [TestCase("/healthy", false)]
    [TestCase("/public", true)]
    [TestCase("/public-files", true)]
    [TestCase("/", false)]
    public async Task ExcludedPaths_PathOrBelow_IsNotLimited(string path, bool isExcluded)
    {
        await using var host = await LimitedHost.StartAsync(options =>
        {
            TenPerMinuteAndTwo(options);
            options.ExcludedPaths.Add("/public*");
        });
        await host.CountAdmittedAsync();

        using var response = await host.GetAsync(path);

        Assert.That(response.IsSuccessStatusCode, Is.EqualTo(isExcluded));
    }

    [TestCase("/", 200)]
    [TestCase("/broken", 500)]
    [TestCase("/elsewhere", 302)]
    [TestCase("/forbidden", 403)]
    [TestCase("/stream", 200)]
    [TestCase("/file", 200)]
    [TestCase("/nowhere", 404)]
    public async Task Headers_AreOnEveryAnswer(string path, int status)
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo, before: app => app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync("sorry"))));

        using var response = await host.GetAsync(path);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(Headers(response), Is.EqualTo(("10", "11", Headers(response).Reset)));
    }

    [Test]
    public async Task Endpoint_DisablesRateLimiting_IsNotLimited()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);
        await host.CountAdmittedAsync();

        using var response = await host.GetAsync("/free");

        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task ForwardedHeader_ProxyNotTrusted_IsIgnored()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);
        await host.CountAdmittedAsync();

        using var response = await host.GetAsync("/", null, ("X-Forwarded-For", "203.0.113.9"), ("X-Real-IP", "203.0.113.9"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task ForwardedHeader_HostTrustsTheProxy_Counts()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownProxies.Add(IPAddress.Parse("192.0.2.1"));
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo, before: app => app.UseForwardedHeaders(options));
        await host.CountAdmittedAsync();

        using var other = await host.GetAsync("/", null, ("X-Forwarded-For", "203.0.113.9"));

        Assert.That(other.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task IPv6_AddressesOfOneNetwork_ShareABucketUnlessToldOtherwise()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo);
        await host.CountAdmittedAsync("2001:db8:5:6::1");
        await using var exact = await LimitedHost.StartAsync(options =>
        {
            TenPerMinuteAndTwo(options);
            options.IPv6PrefixLength = 128;
        });
        await exact.CountAdmittedAsync("2001:db8:5:6::1");

        Assert.That(await host.CountAdmittedAsync("2001:db8:5:6:ffff::2"), Is.Zero);
        Assert.That(await host.CountAdmittedAsync("2001:db8:5:7::1"), Is.EqualTo(12));
        Assert.That(await exact.CountAdmittedAsync("2001:db8:5:6::2"), Is.EqualTo(12));
    }

    [Test]
    public async Task Backend_Fails_RequestsPassWithAWarningAndAMetricAndItIsLeftAlone()
    {
        _backend.Fails = true;
        await using var host = await LimitedHost.StartAsync(Faulty, Register);

        for (var i = 0; i < 50; i++)
        {
            using var response = await host.GetAsync();
            Assert.That(response.IsSuccessStatusCode, Is.True);
        }

        Assert.That(_backend.Calls, Is.EqualTo(1));
        Assert.That(host.Counter(NFlowTelemetry.RateLimitFailures), Is.EqualTo(50));
        Assert.That(host.Logs.Where(log => log.Level >= LogLevel.Warning).Select(log => log.Text), Is.EqualTo(["The rate limit's backend 'faulty' fails; requests are NOT limited until it answers again: Redis is away."]));
    }

    [Test]
    public async Task Backend_AnswersAgain_IsAskedAfterThePause()
    {
        _backend.Fails = true;
        await using var host = await LimitedHost.StartAsync(Faulty, Register);
        using var failed = await host.GetAsync();
        _backend.Fails = false;

        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var limited = await host.GetAsync();

        Assert.That(failed.Headers.Contains("X-RateLimit-Limit"), Is.False);
        Assert.That(Headers(limited).Limit, Is.EqualTo("10"));
        Assert.That(host.Logs.Select(log => log.Text), Does.Contain("The rate limit's backend 'faulty' answers again."));
    }

    [Test]
    public async Task Backend_FailsForLong_IsLoggedEveryHalfMinute()
    {
        _backend.Fails = true;
        await using var host = await LimitedHost.StartAsync(Faulty, Register);

        for (var second = 0; second < 61; second++)
        {
            using var response = await host.GetAsync();
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(host.Logs.Count(log => log.Level == LogLevel.Warning), Is.EqualTo(3));
    }

    [Test]
    public async Task Backend_FailsAndHostPrefersSafety_RequestsAre503()
    {
        _backend.Fails = true;
        await using var host = await LimitedHost.StartAsync(
            options =>
            {
                Faulty(options);
                options.AllowWhenBackendFails = false;
            },
            Register);

        using var response = await host.GetAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test, CancelAfter(20_000)]
    public async Task Backend_Hangs_RequestWaitsNoLongerThanTheTimeout(CancellationToken cancellationToken)
    {
        _backend.Hangs = true;
        await using var host = await LimitedHost.StartAsync(Faulty, Register);

        var request = host.GetAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!request.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
            if (_backend.Calls > 0)
                host.Time.Advance(TimeSpan.FromMilliseconds(250));
        using var response = await request;

        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task HostHasALimiterOfItsOwn_BothAreInForce()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo, services => services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = 418;
            options.GlobalLimiter = PartitionedRateLimiter.Create<Microsoft.AspNetCore.Http.HttpContext, string>(_ =>
                RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions { PermitLimit = 5 }));
            options.AddFixedWindowLimiter("unused", window => (window.PermitLimit, window.Window) = (1, TimeSpan.FromDays(1)));
        }));

        Assert.That(await host.CountAdmittedAsync(), Is.EqualTo(12));
        using var refused = await host.GetAsync();
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task HostsLimiterRefuses_ItsAnswerIsGiven()
    {
        await using var host = await LimitedHost.StartAsync(TenPerMinuteAndTwo, services => services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = 418;
            options.GlobalLimiter = PartitionedRateLimiter.Create<Microsoft.AspNetCore.Http.HttpContext, string>(_ =>
                RateLimitPartition.GetFixedWindowLimiter("all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromDays(1) }));
        }));

        using var first = await host.GetAsync();
        using var second = await host.GetAsync();

        Assert.That(first.IsSuccessStatusCode, Is.True);
        Assert.That((int)second.StatusCode, Is.EqualTo(418));
    }

    [Test]
    public async Task Options_SeveralMistakes_AreReportedTogether()
    {
        var exception = await Assert.CatchAsync<OptionsValidationException>(() => LimitedHost.StartAsync(options =>
        {
            options.Limit = 0;
            options.Burst = -1;
            options.Window = TimeSpan.Zero;
            options.Backend = "redis";
            options.ExcludedAddresses.Add("10.0.0.0/33");
            options.ExcludedPaths.Add("health");
        }));

        Assert.That(exception!.Failures, Is.EqualTo([
            "RateLimit.Limit is 0: expected 1 to 1000000.",
            "RateLimit.Burst is -1: expected 0 to 1000000.",
            "RateLimit.Window is 00:00:00: expected a time span greater than zero and at most 366.00:00:00.",
            "RateLimit.Backend is 'redis', which nobody has registered: expected 'memory', or 'redis' after AddRedis().",
            "RateLimit.ExcludedAddresses has '10.0.0.0/33': expected an address or a network such as 10.0.0.0/8.",
            "RateLimit.ExcludedPaths has 'health': expected a path that starts with a slash.",
        ]));
    }

    private static void TenPerMinuteAndTwo(RateLimitOptions options) => (options.Limit, options.Burst) = (10, 2);

    private static void Faulty(RateLimitOptions options)
    {
        TenPerMinuteAndTwo(options);
        options.Backend = "faulty";
    }

    private static (string Limit, string Remaining, string Reset) Headers(HttpResponseMessage response) =>
        (response.Headers.GetValues("X-RateLimit-Limit").Single(), response.Headers.GetValues("X-RateLimit-Remaining").Single(), response.Headers.GetValues("X-RateLimit-Reset").Single());

    private void Register(IServiceCollection services) => services.AddKeyedSingleton<ITokenBuckets>("faulty", _backend);
}
