using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Recording;

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class RunRecorderOptionsValidator : IValidateOptions<RunRecorderOptions>
{
    private const int LeastTokenLength = 16;

    public ValidateOptionsResult Validate(string? name, RunRecorderOptions options) => options switch
    {
        { Folder.Length: 0 } => ValidateOptionsResult.Fail("The recorder needs a folder: AddRunRecorder(\"recordings\")."),
        { MaxBytes: < 1024 } => ValidateOptionsResult.Fail("MaxBytes of the recorder must be at least 1024."),
        { MaxFiles: < 1 } => ValidateOptionsResult.Fail("MaxFiles of the recorder must be at least 1."),
        { Mode: RunRecordingMode.OnRequest, Token.Length: < LeastTokenLength } => ValidateOptionsResult.Fail(
            $"The recorder records on request and needs a Token of at least {LeastTokenLength} characters, which header X-NFlow-Record must carry; or set Mode."),
        _ => ValidateOptionsResult.Success,
    };
}
