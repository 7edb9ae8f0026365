using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>The table of docs/rules/coverage.md.</summary>
internal static class Coverage
{
    public static string Table(IReadOnlyList<Case> cases)
    {
        Dictionary<(string, Variant), Outcome> outcomes = cases.SelectMany(item => item.Variants.Select(variant => Outcome.Of(item, variant))).ToDictionary(outcome => (outcome.Case.Id, outcome.Variant));
        Outcome[] mistakes = [.. outcomes.Values.Where(outcome => outcome.Case.Bad is not null)];
        var text = new StringBuilder();
        text.Append("""
            # Coverage

            What the analyzers say about mistakes of real programs (BUG-nn), about code that only looks like them (TRAP-nn) and about further programs. A mistake is *caught* when
            it gets one diagnostic, that of its rule, and its correct twin none. It is tried in one method (local), with a part in a helper method, and with a part in a lambda, where
            the analyzers abstain rather than guess. A dash is a variant that does not exist. The tests write this table.


            """.ReplaceLineEndings("\n"));
        foreach (Variant variant in new[] { Variant.Local, Variant.Helper, Variant.Lambda })
        {
            Outcome[] all = [.. mistakes.Where(outcome => outcome.Variant == variant)];
            text.Append($"- {Name(variant)}: {all.Count(outcome => outcome.IsCaught)} of {all.Length} mistakes caught\n");
        }

        Outcome[] right = [.. outcomes.Values];
        text.Append($"- wrong words: {right.Sum(outcome => outcome.OnGood.Count)} about {right.Length} correct programs\n\n");
        text.Append("| case | rule | | local | helper | lambda |\n|---|---|---|---|---|---|\n");
        foreach (Case item in cases.OrderBy(item => Order(item.Id), System.StringComparer.Ordinal))
            text.Append($"| {item.Id} | {item.Rule} | {item.Title}{(item.Missed is null ? "" : $" ({item.Missed})")} | {Word(item, Variant.Local)} | {Word(item, Variant.Helper)} | {Word(item, Variant.Lambda)} |\n");
        return text.ToString();

        string Word(Case item, Variant variant) => !outcomes.TryGetValue((item.Id, variant), out Outcome? outcome) ? "-"
            : outcome.IsWrong ? "**wrong**"
            : item.Bad is null ? "silent"
            : outcome.IsCaught ? "caught"
            : variant == Variant.Lambda ? "abstains" : "**missed**";
    }

    private static string Order(string id) => (id.StartsWith("BUG", System.StringComparison.Ordinal) ? "0" : id.StartsWith("TRAP", System.StringComparison.Ordinal) ? "1" : "2") + id;

    private static string Name(Variant variant) => variant switch { Variant.Local => "local", Variant.Helper => "through a helper method", _ => "partly in a lambda" };
}
