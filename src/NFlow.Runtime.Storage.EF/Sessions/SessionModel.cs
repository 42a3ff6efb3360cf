using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Sessions;

/// <summary>Maps the tables that only this runtime needs.</summary>
internal static class SessionModel
{
    public const string SessionTable = "nflow_runtime_sessions";
    public const string PartTable = "nflow_runtime_session_parts";

    public static ModelBuilder ApplySessionTables(this ModelBuilder model)
    {
        model.ApplyConfiguration(new SessionRowConfiguration());
        model.ApplyConfiguration(new SessionPartRowConfiguration());
        return model;
    }
}
