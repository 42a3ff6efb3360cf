using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

internal sealed record FakeBuilder(IServiceCollection Services) : INFlowBuilder;
