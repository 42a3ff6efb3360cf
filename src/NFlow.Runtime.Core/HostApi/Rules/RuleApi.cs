using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Rules;

/// <summary>Small business rules: <c>condition | name = expression, …</c>, evaluated in order over an input and an output.</summary>
internal sealed class RuleApi : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) =>
        surface.Library(new HostLibrary("rules", ["rule_add_fx", "rule_run"], EmbeddedScript.Read("Rules/rules.js"), """
            /** Gives rules a function; it lasts for the run. */
            declare function rule_add_fx(name: string, fn: (...values: any[]) => any): void;
            /**
             * Runs rules in order: `amount > 100 && vip | discount = 10, note = "vip"`. A rule without ` | ` always applies.
             * Names are members of input or output; rules write to output only. Nothing of output is changed when a rule is wrong.
             */
            declare function rule_run(input: Record<string, any>, output: Record<string, any>, ...rules: string[]): { output: Record<string, any> | null; err: { error(): string; readonly message: string } | null };
            """));
}
