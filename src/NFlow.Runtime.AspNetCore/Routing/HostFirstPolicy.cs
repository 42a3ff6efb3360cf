using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.FileProviders;

namespace NFlow.Runtime.AspNetCore.Routing;

/// <summary>Lets the host's own endpoints and static files win over a catch-all of <c>MapNFlow</c>.</summary>
/// <remarks>
/// More specific endpoints win by routing's own precedence; this policy decides the ties. A static file needs help because
/// <c>UseStaticFiles()</c> serves nothing once an endpoint was selected, and routing runs first in a <c>WebApplication</c>.
/// </remarks>
internal sealed class HostFirstPolicy(IWebHostEnvironment? environment = null) : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>The host's static files; null when it has no folder for them.</summary>
    private readonly IFileProvider? _files = environment?.WebRootFileProvider is { } files and not NullFileProvider ? files : null;

    /// <summary>After the framework's own policies, which settle methods and hosts.</summary>
    public override int Order => 10_000;

    /// <summary>Asked once per group of endpoints that may match together. Where nothing of the host's can compete, routing keeps its short path.</summary>
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(IsOurs) && (_files is not null || !endpoints.All(IsOurs));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
            if (candidates.IsValidCandidate(i) && IsOurs(candidates, i) && (HasRival(candidates, i) || IsStaticFile(httpContext.Request)))
                candidates.SetValidity(i, false);
        return Task.CompletedTask;
    }

    private static bool IsOurs(CandidateSet candidates, int index) =>
        IsOurs(candidates[index].Endpoint);

    private static bool IsOurs(Endpoint endpoint) => endpoint.Metadata.GetMetadata<NFlowEndpointMetadata>() is not null;

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
        if (_files is null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return false;

        var path = request.Path.Value;
        return path is not null
            && path.LastIndexOf('.') > path.LastIndexOf('/')
            && _files.GetFileInfo(path) is { Exists: true, IsDirectory: false };
    }
}
