using System.Collections.Generic;
using System.Linq;
using RnnGen.Analyzers.Tests.Harness;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>One mistake with its correct twin, and how to write both in three ways: in one method, through a helper, through a lambda.</summary>
/// <param name="Id">Where it comes from.</param>
/// <param name="Rule">What finds it; null for code that only looks wrong.</param>
/// <param name="Parameters">Of the method around it.</param>
/// <param name="Setup">Statements before it.</param>
/// <param name="Use">The statement that goes wrong; <c>{0}</c> is the value.</param>
/// <param name="Bad">The wrong value.</param>
/// <param name="Good">The right value.</param>
/// <param name="Context">What the statement needs beside the value: the parameters of a helper.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="MarksUse">Whether the whole statement is at fault, not the value.</param>
/// <param name="GoodUse">The right statement, where it is another one.</param>
public sealed record MistakeCase(
    string Id,
    string? Rule,
    string Parameters,
    string Setup,
    string Use,
    string Bad,
    string Good,
    string Context = "",
    string Type = "Tensor",
    bool MarksUse = false,
    string? GoodUse = null)
{
    public override string ToString() => Id;

    /// <summary>Methods in the three ways, the bad ones marked.</summary>
    public IEnumerable<(string Variant, string Bad, string Good)> Variants()
    {
        string names = Names(Context);
        string helper = $"static void Helper({Join(Type + " value", Context)}) => {string.Format(System.Globalization.CultureInfo.InvariantCulture, Use, "value")};";
        string goodHelper = $"static void Helper({Join(Type + " value", Context)}) => {string.Format(System.Globalization.CultureInfo.InvariantCulture, GoodUse ?? Use, "value")};";
        yield return ("local", Method(Marked(Use, Bad) + ";"), Method(Plain(GoodUse ?? Use, Good) + ";"));
        yield return ("helper", helper + "\n" + Method(Marked($"Helper({Join("{0}", names)})", Bad) + ";"), goodHelper + "\n" + Method(Plain($"Helper({Join("{0}", names)})", Good) + ";"));
        string lambda = $"Action<{Type}> use = value => {Plain(Use, "value")}; ", goodLambda = $"Action<{Type}> use = value => {Plain(GoodUse ?? Use, "value")}; ";
        yield return ("lambda", Method(lambda + Marked("use({0})", Bad) + ";"), Method(goodLambda + Plain("use({0})", Good) + ";"));
    }

    /// <summary>One file with a class for each way, wrong and right: <c>localBad</c>, <c>localGood</c> and so on.</summary>
    public string File() => "using System;\nusing RnnGen;\n\n"
        + string.Concat(Variants().Select(way => Class(way.Variant + "Bad", way.Bad) + Class(way.Variant + "Good", way.Good)))
        + FlowMarked.Declarations;

    private static string Class(string name, string members) => $$"""
        internal static class {{name}}
        {
            public const int Words = 18866;
            {{members}}
            private static void Use(Tensor x) { }
            private static void Score([Shape("B", "T", "Words")] Tensor logits) { }
            private static void Head([Shape("B", "H")] Tensor features) { }
            private static void ClassSecond([Shape("B", "V", "T")] Tensor logits) { }
        }

        """;

    private static string Plain(string use, string value) => string.Format(System.Globalization.CultureInfo.InvariantCulture, use, value);

    private static string Join(string first, string rest) => rest.Length == 0 ? first : first + ", " + rest;

    private static string Names(string parameters)
    {
        List<string> names = [];
        foreach (string parameter in parameters.Split(", ", System.StringSplitOptions.RemoveEmptyEntries))
            names.Add(parameter[(parameter.LastIndexOf(' ') + 1)..]);
        return string.Join(", ", names);
    }

    private string Marked(string use, string value) => Rule is null ? Plain(use, value)
        : MarksUse ? "{|" + Rule + ":" + Plain(use, value) + "|}"
        : Plain(use, "{|" + Rule + ":" + value + "|}");

    private string Method(string statement) => $$"""
        static void Run({{Parameters}})
            {
                {{Setup}}
                {{statement}}
            }
        """;
}
