using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Clustering;

/// <summary>Passes on that the app was saved.</summary>
internal sealed partial class ClusterApps(IAppCatalog catalog, ClusterLink link, ILogger<ClusterApps> logger) : IClusterApps, IClusterHandler
{
    public string Kind => "app-changed";

    public async ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        catalog.Invalidate();
        try
        {
            await link.SendAsync(Kind, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            OthersNotTold(logger, exception, exception.Message);
        }
    }

    public string? Handle(ClusterMessage message)
    {
        catalog.Invalidate();
        return null;
    }

    [LoggerMessage(1801, LogLevel.Warning, "Other instances could not be told that the app was saved; they notice by themselves within the freshness period: {Reason}", EventName = "OthersNotTold")]
    private static partial void OthersNotTold(ILogger logger, Exception exception, string reason);
}
