using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Http;

/// <summary>Checks <see cref="ScriptHttpOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ScriptHttpOptionsValidator : IValidateOptions<ScriptHttpOptions>;
