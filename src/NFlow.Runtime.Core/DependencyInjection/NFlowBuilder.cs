using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime;

internal sealed class NFlowBuilder(IServiceCollection services) : INFlowBuilder
{
    public IServiceCollection Services { get; } = services;
}
