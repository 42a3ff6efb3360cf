using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace NFlow.Runtime.AspNetCore.Routing;

/// <summary>Lets the host's own endpoints and static files win over a catch-all of <c>MapNFlow</c>.</summary>
/// <remarks>
/// More specific endpoints win by routing's own precedence; this policy decides the ties. A static file needs help because
/// <c>UseStaticFiles()</c> serves nothing once an endpoint was selected, and routing runs first in a <c>WebApplication</c>.
/// </remarks>
internal sealed class HostFirstPolicy(IWebHostEnvironment? environment = null) : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>After the framework's own policies, which settle methods and hosts.</summary>
    public override int Order => 10_000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<NFlowEndpointMetadata>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
            if (candidates.IsValidCandidate(i) && IsOurs(candidates, i) && (HasRival(candidates, i) || IsStaticFile(httpContext.Request)))
                candidates.SetValidity(i, false);
        return Task.CompletedTask;
    }

    private static bool IsOurs(CandidateSet candidates, int index) =>
        candidates[index].Endpoint.Metadata.GetMetadata<NFlowEndpointMetadata>() is not null;

    private static bool HasRival(CandidateSet candidates, int index)
    {
        for (var i = 0; i < candidates.Count; i++)
            if (i != index && candidates.IsValidCandidate(i) && candidates[i].Score == candidates[index].Score && !IsOurs(candidates, i))
                return true;
        return false;
    }

    /// <summary>Static files are served by extension, so only a path that has one costs a look at the disk.</summary>
    private bool IsStaticFile(HttpRequest request)
    {
        if (environment?.WebRootFileProvider is not { } files || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return false;

        var path = request.Path.Value;
        return path is not null
            && path.LastIndexOf('.') > path.LastIndexOf('/')
            && files.GetFileInfo(path) is { Exists: true, IsDirectory: false };
    }
}
