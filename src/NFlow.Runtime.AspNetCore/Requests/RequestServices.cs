using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.AspNetCore.Requests;

/// <summary>The services of a request's scope. The scope is made when a step first asks for something; most runs never do.</summary>
internal sealed class RequestServices(HttpContext context) : IKeyedServiceProvider, ISupportRequiredService
{
    private HttpContext? _context = context;

    private IServiceProvider Scope => (_context ?? throw new ObjectDisposedException(nameof(RequestServices), "The request has been answered.")).RequestServices;

    public object? GetService(Type serviceType) => Scope.GetService(serviceType);

    public object GetRequiredService(Type serviceType) => Scope.GetRequiredService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)Scope).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Scope.GetRequiredKeyedService(serviceType, serviceKey);

    /// <summary>Lets go of the context, which belongs to the next request from now on.</summary>
    public void Release() => _context = null;
}
