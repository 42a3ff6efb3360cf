using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Clustering;

/// <summary>Maps the table of data protection keys.</summary>
internal static class KeyModel
{
    public const string KeyTable = "nflow_runtime_keys";

    public static ModelBuilder ApplyKeyTable(this ModelBuilder model) => model.ApplyConfiguration(new KeyRowConfiguration());
}
