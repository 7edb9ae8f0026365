using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>docs/language.md against the op table: construct, op, shape and adjoint of everything a step can say, and of nothing else.</summary>
public sealed partial class LanguagePageTests
{
    private static readonly string[] OfSteps = ["Values", "Operations", "Operations on whole vectors", "Attention"];

    private static readonly IReadOnlyList<(string Section, string[] Cells)> Rows = [.. ReadRows()];

    [Fact]
    public void Every_operation_a_user_can_write_has_a_row() => Assert.Equal(
        Operators.Grouped.Except(Operators.Internal).Select(op => op.ToString()).Order(StringComparer.Ordinal),
        Rows.SelectMany(row => Names(row.Cells[1])).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_of_an_equation_has_a_row_that_calls_it() => Assert.All(
        [.. EquationFunctions.ByName.Keys, .. EquationFunctions.OfRows.Keys, "Row", "Transpose", "Context"],
        name => Assert.Contains(Rows, row => Regex.IsMatch(row.Cells[0], @"\b" + name + @"\(")));

    [Fact]
    public void Every_row_says_shape_and_adjoint() => Assert.All(Rows, row =>
    {
        Assert.Equal(4, row.Cells.Length);
        Assert.DoesNotContain(row.Cells, string.IsNullOrWhiteSpace);
    });

    [Fact]
    public void Every_kind_of_parameter_input_and_state_is_named_by_the_page()
    {
        string page = Repository.Read("docs", "language.md");
        Type[] attributes =
        [
            typeof(WeightAttribute), typeof(BiasAttribute), typeof(GainAttribute), typeof(DiagonalAttribute), typeof(ScalarAttribute), typeof(TableAttribute), typeof(SubCellAttribute),
            typeof(InputAttribute), typeof(StepIndexAttribute), typeof(StateAttribute), typeof(MemoryAttribute),
        ];
        Assert.All(attributes, type => Assert.Matches(@"\[" + type.Name.Replace("Attribute", "", StringComparison.Ordinal) + @"[\](]", page));
    }

    private static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(match => match.Groups[1].Value);

    private static IEnumerable<(string Section, string[] Cells)> ReadRows()
    {
        string section = "";
        bool inTable = false;
        foreach (string line in Repository.Read("docs", "language.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..].Trim();
            if (!line.StartsWith('|'))
                inTable = false;
            else if (line.StartsWith("| C# | op |", StringComparison.Ordinal))
                inTable = true;
            else if (inTable && !line.StartsWith("|--", StringComparison.Ordinal) && OfSteps.Contains(section))
                yield return (section, Padded([.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())], section));
        }
    }

    // Functions that stand for an expression have the adjoint of that expression: a table of its own in the section of operations.
    private static string[] Padded(string[] cells, string section) =>
        section == "Operations" && cells.Length == 4 && Enum.TryParse(Names(cells[1]).FirstOrDefault(), out OpCode op) && (Operators.Composite.ContainsKey(op) || Operators.Blends.Contains(op))
            ? [cells[0], cells[1], cells[3], cells[2]]
            : cells;

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}
