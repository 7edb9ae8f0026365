using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Reading;

/// <content>Every construct outside the language: what it is and what to write instead.</content>
internal sealed partial class EquationReader
{
    private Term? Refuse(IOperation operation)
    {
        if (IsBroken(operation))
            return Fail();
        (string what, string instead) = Describe(operation);
        return Refuse(operation, what, instead);
    }

    private Term? Refuse(IOperation operation, string what, string instead)
    {
        if (!IsBroken(operation))
            problems.Add(new Problem(ProblemKind.Construct, operation.Syntax.GetLocation(), what, instead));
        return Fail();
    }

    private (string What, string Instead) Describe(IOperation operation) => operation switch
    {
        _ when operation.ConstantValue.HasValue => ("The value `" + operation.Syntax + "`", "equations are made of numbers and vectors"),
        ILoopOperation => ("A loop", "write each of its lines out"),
        IConditionalOperation { Type: null or { SpecialType: SpecialType.System_Void } } => ("`if`", Blend),
        IConditionalOperation => ("The conditional operator `?:`", Blend),
        ISwitchOperation or ISwitchExpressionOperation => ("`switch`", Blend),
        ICoalesceOperation or ICoalesceAssignmentOperation or IConditionalAccessOperation => ("A null check", "vectors in a step are never null: remove it"),
        IInvocationOperation call => DescribeCall(call),
        IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation => ("A lambda or delegate", "write the equations out in the step"),
        ILocalFunctionOperation => ("A local function", "write the equations out in the step"),
        IObjectCreationOperation or IArrayCreationOperation or ICollectionExpressionOperation or IDefaultValueOperation =>
            ("Creating a value", "declare a [Bias] parameter, or use a C# constant: numbers are broadcast"),
        IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation =>
            ("Reading single elements", "equations work on whole vectors: use elementwise operators, a slice `a[..H]`, or a matrix product"),
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } part when scope.PartOf(part.Property) is { } cell =>
            ("The part `" + part.Syntax + "` as a value", "call its step: `" + part.Syntax + ".Next(...)`, as `" + cell.Type.Name + "` names it"),
        IPropertyReferenceOperation property => ("Reading `" + property.Syntax + "`", "mark the property with [Weight], [Bias] or [Scalar] to train it, or use a `const`"),
        IFieldReferenceOperation field => ("Reading the field `" + field.Syntax + "`", "make it `const`, or declare it as a [Weight], [Bias] or [Scalar] parameter"),
        IParameterReferenceOperation parameter => ("Reading `" + parameter.Syntax + "`", "only parameters marked [Input] or [State] are values of the step"),
        IInstanceReferenceOperation => ("`this` as a value", "use the parameters of the cell by name"),
        IIncrementOrDecrementOperation => ("`++` or `--`", "write `x = x + 1`"),
        IVariableDeclaratorOperation { Symbol.IsRef: true } or ISimpleAssignmentOperation { IsRef: true } => ("A `ref` local", "use an ordinary local variable"),
        IEventAssignmentOperation => ("An event", "a step only computes"),
        IThrowOperation => ("`throw`", "a step has no failing path: check sizes with [Input], [State] and [Weight]"),
        ITryOperation => ("`try`", "a step has no failing path: remove it"),
        ILockOperation => ("`lock`", "a step shares nothing: remove it"),
        IUsingOperation or IUsingDeclarationOperation => ("`using`", "a step holds no resources: remove it"),
        IAwaitOperation => ("`await`", "a step is computed at once: remove it"),
        IReturnOperation { Kind: not OperationKind.Return } => ("`yield`", "return the next states"),
        IBranchOperation or ILabeledOperation => ("A jump", "write the equations in order"),
        IIsTypeOperation or IIsPatternOperation or ITypeOfOperation or ISizeOfOperation => ("A type test", "every value of a step is a vector"),
        IConversionOperation conversion => ("The conversion `" + conversion.Syntax + "`", "use a constant of type `double`, or a vector as it is"),
        IBinaryOperation binary => DescribeOperator(binary.OperatorKind.ToString()),
        ICompoundAssignmentOperation compound => DescribeOperator(compound.OperatorKind.ToString()),
        IUnaryOperation unary => DescribeOperator(unary.OperatorKind.ToString()),
        IInterpolatedStringOperation or ILiteralOperation => ("The value `" + operation.Syntax + "`", "equations are made of numbers and vectors"),
        _ => ("This construct (" + operation.Kind + ")", "see docs/language.md for what an equation may contain"),
    };

    private (string What, string Instead) DescribeCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string what = "Calling `" + method.ContainingType.Name + "." + method.Name + "`";
        if (KnownSymbols.Same(method.ContainingType, known.Equations))
            return (what + " this way", "a function of an equation takes vectors, scalars and constants, at least one that is no constant");
        return EquationFunctions.ByName.ContainsKey(method.Name)
            ? (what, "this is not the function of the equation language: write `RnnGen.Equations." + method.Name + "`")
            : (what, "write its equations out in the step, or make it the step of a [RecurrentCell] class and that a [SubCell]; functions are " + EquationFunctions.Names);
    }

    private static (string What, string Instead) DescribeOperator(string kind) =>
        ("This use of an operator (" + kind + ")", "the operators are + - * / and > >= < <= between vectors, scalars and constants, unary -, and matrix * vector");

    /// <summary>The compiler has already said what is wrong here.</summary>
    internal static bool IsBroken(IOperation operation)
    {
        if (operation is IInvalidOperation || operation.Type?.TypeKind == TypeKind.Error)
            return true;
        foreach (IOperation child in operation.ChildOperations)
            if (IsBroken(child))
                return true;
        return false;
    }

    private const string Blend = "choose between both branches: `Select(a > b, a, b)`, or blend them with a gate: `g * a + (1 - g) * b`";
}
