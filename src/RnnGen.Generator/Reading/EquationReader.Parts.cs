using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>
/// Sub-steps: the step of a cell that is a part of this one. Its lines are written out where it is called, with the arguments in the place of its
/// inputs and states, and with its parameters as those of the whole.
/// </content>
internal sealed partial class EquationReader
{
    private const int MostLines = 5000;

    private CellPart? CalledPart(IInvocationOperation call) =>
        call is { Instance: IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { } property } } ? scope.PartOf(property) : null;

    private Term? SubStep(IInvocationOperation call, CellPart part)
    {
        string name = "`" + part.Property.Name + "." + call.TargetMethod.Name + "`";
        if (call.TargetMethod.Find(known.Step) is null || call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) is not { } syntax)
            return Refuse(call, "Calling " + name, "of a part only the method marked [Step] is called");
        if (lines.Lines.Count > MostLines)
            return Refuse(call, "Calling " + name + " so often", "a step has at most " + MostLines + " operations");
        List<Problem> own = [];
        StepSignature inner = StepSignature.Read(part.Type, known, new SizeReader(own), own);
        var reader = new EquationReader(known, model, inner, parameters, scope.Of(part), lines, own, token) { prefix = prefix + part.Property.Name + "_" };
        foreach (IArgumentOperation argument in call.Arguments)
        {
            Term? term = Expression(argument.Value);
            if (term is null)
                return Fail();
            if (argument.Parameter is not { } parameter || !inner.Variables.ContainsKey(parameter) && !inner.IsMemory(parameter))
                return Fail();
            if (Misfit(inner, parameter, term) is { } wanted)
            {
                problems.Add(new Problem(ProblemKind.Shape, argument.Value.Syntax.GetLocation(), "`" + parameter.Name + "` of " + name + " is " + wanted + ", `" + argument.Value.Syntax + "` is " + Shape(term)));
                return Fail();
            }

            reader.variables[parameter] = term;
        }

        SemanticModel owner = model.SyntaxTree == syntax.SyntaxTree ? model : model.Compilation.GetSemanticModel(syntax.SyntaxTree);
        reader.Read(owner.GetOperation(syntax, token));
        if (reader.answer is { } answer && !reader.failed)
            return answer;
        return CellReader.Read(part.Type, model.Compilation, token).Problems.Count == 0 && own.Count > 0
            ? Refuse(call, "This call of " + name, string.Join(": ", own[0].Arguments))
            : Fail(); // the part's own reading says why
    }

    /// <summary>What the part wants instead; null when the argument fits.</summary>
    private string? Misfit(StepSignature inner, IParameterSymbol parameter, Term term)
    {
        if (inner.IsMemory(parameter))
            return term is Term.Memory memory && SizeOf(memory.Line) is var positions && (positions is null || positions.Value == inner.Memory!.Size.Value) ? null : "a memory (S, " + inner.Memory!.Size + ")";
        if (inner.IsToken(parameter))
            return term is Term.Token ? null : "a token";
        (bool isState, int index) = inner.Variables[parameter];
        VariableSpec wanted = isState ? inner.States[index] : inner.Inputs[index];
        if (wanted.IsScalar)
            return term is Term.Scalar or Term.Number ? null : "a scalar";
        bool fits = wanted.Size.Columns is null ? term is Term.Vector : term is Term.MatrixValue { IsTransposed: false };
        return fits && (SizeOf(((Term.Value)term).Line) is not { } size || size.Fits(wanted.Size)) ? null : "(" + wanted.Size + ")";
    }

    private string Shape(Term term) => term is Term.Value value && SizeOf(value.Line) is { } size
        ? size.IsScalar ? "a scalar" : "(" + size + ")"
        : term switch { Term.Number => "a number", Term.Token => "a token", Term.Table => "a table", _ => "something else" };

    private Dimension? SizeOf(int line) => lines.SizeOf?.Invoke(line);
}
