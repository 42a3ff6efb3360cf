using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins.Mail;

/// <summary>Rules that span several settings. Its messages name settings, never their secret values.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = new List<string>();
        CheckServer(options, problems);
        CheckRanges(options, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckServer(MailOptions options, List<string> problems)
    {
        if (options.Host.Length == 0)
            return;
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            problems.Add("Mail.Host must be a host name or an address, without scheme or port.");
        if (!MailComposer.IsMailbox(options.From))
            problems.Add("Mail.From must be a mail address, such as 'Shop <shop@example.com>', when Mail.Host is set.");
        if (!Enum.IsDefined(options.Security))
            problems.Add("Mail.Security must be one of Required, WhenOffered, Tls, StartTls, None.");
    }

    private static void CheckRanges(MailOptions options, List<string> problems)
    {
        Between(options.Port, 1, 65535, nameof(options.Port));
        Between(options.MaxRecipients, 1, 10_000, nameof(options.MaxRecipients));
        Between(options.MaxMessageBytes, 1024, int.MaxValue, nameof(options.MaxMessageBytes));
        Between(options.QueueCapacity, 1, 1_000_000, nameof(options.QueueCapacity));
        Between(options.QueueCapacityBytes, 1024, long.MaxValue, nameof(options.QueueCapacityBytes));
        Between(options.QueueConcurrency, 1, 100, nameof(options.QueueConcurrency));
        Between(options.MaxAttempts, 1, 100, nameof(options.MaxAttempts));
        Positive(options.Timeout, nameof(options.Timeout));
        Positive(options.RetryDelay, nameof(options.RetryDelay));
        Positive(options.MaxRetryDelay, nameof(options.MaxRetryDelay));
        Positive(options.DrainTimeout, nameof(options.DrainTimeout));

        void Between(long value, long least, long most, string setting)
        {
            if (value < least || value > most)
                problems.Add($"Mail.{setting} must be between {least} and {most}, not {value}.");
        }

        void Positive(TimeSpan value, string setting)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
                problems.Add($"Mail.{setting} must be more than zero and at most a day, not {value}.");
        }
    }
}
