using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Declarations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0708 and RNN0710: a cell against the textbook it names, and against the file it is read from.</summary>
internal sealed class ConformsRules(INamedTypeSymbol type, CellReading reading, FactReader facts, Report report)
{
    private readonly CellSpec cell = reading.Spec!;

    public void Run()
    {
        var template = new Template(new StepTerms(cell, cell.Step!));
        if (facts.Find(type, "Conforms") is { ConstructorArguments: [{ Value: int kind }] } attribute
            && (kind switch { 0 => template.DifferenceFromRnn(), 1 => template.DifferenceFromLstm(), _ => template.DifferenceFromGru() }) is { } difference)
            report.Add(CellDescriptors.DoesNotConform, attribute.Place(type), type.Name, kind switch { 0 => "Rnn", 1 => "Lstm", _ => "Gru" }, difference);
        else if (template.SwappedGates() is var (keeps, letsIn))
            report.Add(CellDescriptors.DoesNotConform, PlaceOf(keeps), DiagnosticSeverity.Info, type.Name, "names", $"`{keeps}` makes the gate that keeps the memory, `{letsIn}` the one that lets in");
        Layout();
    }

    /// <summary>The declared order of gates against the order in which parameters are stacked.</summary>
    private void Layout()
    {
        if (facts.Find(type, "ImportLayout") is not { ConstructorArguments: [{ Value: string gates }] } attribute)
            return;
        foreach (IGrouping<string, ParameterSpec> tensor in cell.Parameters.Where(parameter => parameter.StoredAs is not null).GroupBy(parameter => parameter.StoredAs!))
        {
            char?[] roles = [.. tensor.OrderBy(parameter => parameter.Part).Select(parameter => Template.RoleOf(parameter.Name))];
            if (roles.Length > 1 && roles.All(role => role is not null) && string.Concat(roles) is var order && order != gates && order.Length == gates.Length)
            {
                report.Add(CellDescriptors.Layout, attribute.Place(0, type), gates, tensor.Key, order);
                return;
            }
        }
    }

    private Location PlaceOf(string parameter) => reading.ParameterPlaces[Enumerable.Range(0, cell.Parameters.Count).First(i => cell.Parameters[i].Name == parameter)];
}
