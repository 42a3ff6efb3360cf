using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Plugins.Db;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds SQL for scripts.</summary>
public static class NFlowDbExtensions
{
    /// <summary>Gives scripts <c>db.query</c>, <c>db.exec</c> and <c>db.transaction</c> on a database named for them. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Names the database.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddScriptDb(this INFlowBuilder builder, Action<DbOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<DbOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DbOptions>, DbOptionsValidator>());
        if (configure is not null)
            builder.Services.Configure(configure);
        builder.Services.TryAddSingleton<Database>();
        builder.AddHostApi<DbApi>();
        return builder;
    }
}
