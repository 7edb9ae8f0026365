using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Declarations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0603, and RNN0702, RNN0703 and RNN0705 for the layers of a model and for shipped cells.</summary>
internal sealed class ModelRules(INamedTypeSymbol type, FactReader facts, Report report)
{
    /// <summary>A model that declares that it is causal, and looks ahead.</summary>
    public void Direction(ModelReading reading)
    {
        if (reading.Spec is not { Forward: { } forward } model)
            return;
        IMethodSymbol? method = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(candidate => candidate.Find(facts.Known.Forward) is not null);
        bool declared = facts.Of(type).Direction == Facts.Direction.Causal || (method is not null && facts.Of(method).Result.Direction == Facts.Direction.Causal);
        if (!declared || forward.IsDecoder)
            return;
        foreach (ForwardOp op in forward.Ops)
            if (op.Code == ForwardCode.Reverse || op.LooksAhead)
            {
                bool isLayer = op.Layer >= 0;
                report.Add(CellDescriptors.NotCausal, isLayer ? reading.LayerPlaces[op.Layer] : method?.Place() ?? type.Place(), type.Name, isLayer ? "`" + model.Layers[op.Layer].Name + "`" : "a reversal");
                return;
            }
    }

    /// <summary>A shipped recurrent layer, on a property of a model or on a class.</summary>
    public void Layer(ISymbol owner, AttributeData attribute)
    {
        if (attribute.AttributeClass?.Name == "RnnAttribute" && attribute.Named("Nonlinearity", 0) == 1 && facts.PolicyOf(type) is null)
            report.Add(CellDescriptors.Unbounded, attribute.Place("Nonlinearity", owner), "h", "`Relu` does not limit it from step to step");
        if (owner is IPropertySymbol && attribute.Named("Dropout", 0.0) > 0 && attribute.Named("Layers", 1) == 1 && !attribute.NamedArguments.Any(argument => argument is { Key: "Widths", Value: { IsNull: false, Values.Length: > 1 } }))
            report.Add(CellDescriptors.DropoutWithoutEffect, attribute.Place("Dropout", owner), "it acts between layers, and there is one");
        if (attribute.AttributeClass?.Name == "LstmAttribute")
            Forgetting(owner, attribute);
    }

    private void Forgetting(ISymbol owner, AttributeData attribute)
    {
        if (facts.BpttOf(type) is not { Dependency: > 0 and var steps } || facts.Has(owner, "AllowVanishing") || facts.Has(type, "AllowVanishing"))
            return;
        double kept = RecurrenceMath.Retained(attribute.Named("ForgetBias", 1.0), steps);
        string value = RecurrenceMath.BiasThatKeeps(0.1, steps).ToString("0.##", CultureInfo.InvariantCulture);
        if (kept < RecurrenceMath.Vanished)
            report.Add(
                CellDescriptors.Forgetting,
                attribute.Place("ForgetBias", owner),
                ImmutableDictionary<string, string?>.Empty.Add(CellRules.ValueProperty, value),
                "f",
                RecurrenceMath.Text(kept),
                "c",
                steps.ToString(CultureInfo.InvariantCulture),
                value);
    }
}
