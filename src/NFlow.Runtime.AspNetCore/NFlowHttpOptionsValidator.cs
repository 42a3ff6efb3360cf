using Microsoft.Extensions.Options;

namespace NFlow.Runtime.AspNetCore;

[OptionsValidator]
internal sealed partial class NFlowHttpOptionsValidator : IValidateOptions<NFlowHttpOptions>;
