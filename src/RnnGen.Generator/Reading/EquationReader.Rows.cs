using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>Functions of whole vectors, concatenations and slices.</content>
internal sealed partial class EquationReader
{
    /// <summary>A call of a function that sees all features at once; <paramref name="op"/> is its operation.</summary>
    private Term? RowCall(IInvocationOperation call, OpCode op)
    {
        IOperation[] arguments = [.. call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).SelectMany(Elements)];
        Term?[] terms = [.. arguments.Select(Expression)];
        if (terms.Contains(null))
            return Fail();
        if (op == OpCode.Slice)
            return SliceCall(call, arguments, terms!);
        IOperation[] numbers = [.. arguments.Where((_, i) => terms[i] is Term.Number)];
        bool takesMatrices = op == OpCode.SumFeatures;
        IOperation[] vectors = [.. arguments.Where((_, i) => terms[i] is Term.Vector || (takesMatrices && terms[i] is Term.MatrixValue { IsTransposed: false }))];
        if (vectors.Length == 0 || vectors.Length + numbers.Length < terms.Length || numbers.Length > (op == OpCode.LayerNorm ? 1 : 0))
            return Refuse(call, "Calling `" + call.TargetMethod.Name + "` this way", "its arguments are vectors" + (op == OpCode.LayerNorm ? " and a constant epsilon" : ""));
        double epsilon = terms.OfType<Term.Number>().Select(n => n.Constant).FirstOrDefault();
        if (op == OpCode.LayerNorm && !(epsilon > 0))
            return Refuse(numbers[0], "The epsilon `" + numbers[0].Syntax + "`", "a layer norm needs a positive constant, for example 1e-5");
        var line = new Line(op, terms.OfType<Term.Value>().Select(v => v.Line).ToEquatableArray(), Bits: System.BitConverter.DoubleToInt64Bits(epsilon));
        return Result(call, lines.Add(line, call.Syntax, [.. vectors.Select(v => v.Syntax)]));
    }

    /// <summary><c>a[..H]</c>, <c>a[H..(2 * H)]</c>, <c>a[H..]</c>.</summary>
    private Term? Range(IPropertyReferenceOperation reference)
    {
        if (reference is not { Instance: { } instance, Arguments: [{ Value: { } argument }] } || !known.IsVector(instance.Type) || argument is not IRangeOperation range)
            return Refuse(reference);
        Term? whole = Expression(instance);
        if (whole is null)
            return Fail();
        if (whole is not Term.Vector vector || Bound(range.LeftOperand, 0) is not { } start || Bound(range.RightOperand, -1) is not { } end)
            return Refuse(reference, "The slice `" + reference.Syntax + "`", "its ends are integer constants counted from the front, for example `a[H..(2 * H)]`");
        if (start < 0 || (end >= 0 && end <= start))
            return Refuse(reference, "The slice `" + reference.Syntax + "`", "it is empty: its end must lie behind its start");
        return new Term.Vector(lines.Add(
            new Line(OpCode.Slice, [vector.Line], start, Count: end < 0 ? -1 : end - start), reference.Syntax, instance.Syntax));
    }

    private Term? SliceCall(IInvocationOperation call, IOperation[] arguments, Term[] terms)
    {
        if (terms is not [Term.Vector vector, Term.Number, Term.Number]
            || arguments[1].ConstantValue.Value is not int start || arguments[2].ConstantValue.Value is not int size)
            return Refuse(call, "Calling `Slice` this way", "write `Slice(vector, start, size)` with integer constants");
        return start < 0 || size < 1
            ? Refuse(call, "The slice `" + call.Syntax + "`", "it is empty: its start is at least 0, its size at least 1")
            : new Term.Vector(lines.Add(new Line(OpCode.Slice, [vector.Line], start, Count: size), call.Syntax, arguments[0].Syntax));
    }

    private static int? Bound(IOperation? operand, int missing) =>
        operand is null ? missing : operand is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: int value } } ? value : null;

    // The elements of a params array stand for themselves.
    private static IEnumerable<IOperation> Elements(IArgumentOperation argument) =>
        argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } initializer } } ? initializer.ElementValues : [argument.Value];
}
