using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Moves the marked parts of a body to where a variant has them.</summary>
internal static partial class Parts
{
    public static (string Body, string Helpers) Move(string body, Variant variant)
    {
        var helpers = new StringBuilder();
        string moved = Part().Replace(body, match =>
        {
            string result = match.Groups["result"].Value.Trim(), name = match.Groups["name"].Value, parameters = match.Groups["parameters"].Value, code = match.Groups["code"].Value.Trim();
            string[] pairs = [.. parameters.Split(", ", System.StringSplitOptions.RemoveEmptyEntries)];
            string arguments = string.Join(", ", pairs.Select(pair => pair[(pair.LastIndexOf(' ') + 1)..]));
            string types = string.Join(", ", pairs.Select(pair => pair[..pair.LastIndexOf(' ')]));
            switch (variant)
            {
                case Variant.Helper:
                    helpers.AppendLine(result.Length == 0 ? $"void {name}({parameters}) {{ {code} }}" : $"{result} {name}({parameters}) => {code};");
                    return result.Length == 0 ? $"{name}({arguments});" : $"{name}({arguments})";
                case Variant.Lambda:
                    return result.Length == 0
                        ? $"(({(types.Length == 0 ? "Action" : $"Action<{types}>")})(({arguments}) => {{ {code} }}))({arguments});"
                        : $"((Func<{(types.Length == 0 ? "" : types + ", ")}{result}>)(({arguments}) => {code}))({arguments})";
                default:
                    return code;
            }
        });
        return (moved, helpers.ToString());
    }

    [GeneratedRegex(@"\[\[(?<result>[\w<>\[\]\.\?,]+\s+)?(?<name>\w+)\((?<parameters>[^|]*?)\)\|(?<code>.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex Part();
}
