using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>The model of <see cref="NFlowDbContext"/> as <c>build/schema.sh</c> wrote it down, for contexts of our own making: putting it together takes EF a tenth of a second.</summary>
/// <remarks>A host's context may add tables, so its model is made when it is first used.</remarks>
internal static class CompiledModel
{
    /// <summary>Lets contexts use it. Called after the provider was chosen.</summary>
    public static DbContextOptionsBuilder<NFlowDbContext> WithCompiledModel(this DbContextOptionsBuilder<NFlowDbContext> contexts, bool postgres)
    {
#if !WITHOUT_COMPILED_MODELS
        contexts.UseModel(postgres ? CompiledModels.Postgres.NFlowDbContextModel.Instance : CompiledModels.Sqlite.NFlowDbContextModel.Instance);
#endif
        return contexts;
    }
}
