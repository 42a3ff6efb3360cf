using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>What a test changes about its <see cref="WebHost"/>.</summary>
internal sealed class WebHostSetup
{
    public string? WebRoot { get; set; }

    public ILoggerProvider? Logs { get; set; }

    public Action<NFlowHttpOptions> Http { get; set; } = _ => { };

    public Action<IServiceCollection> Configure { get; set; } = _ => { };

    public Action<WebApplication> Pipeline { get; set; } = app => app.MapNFlow("/*");
}
