using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The step method's name, inputs, states and the names of what it returns.</summary>
internal sealed class StepSignature
{
    private const int MostInputs = 4;

    private IParameterSymbol? memoryParameter;

    public IMethodSymbol? Method { get; private set; }

    public List<VariableSpec> Inputs { get; } = [];

    public List<VariableSpec> States { get; } = [];

    /// <summary>What the step attends over, or null.</summary>
    public VariableSpec? Memory { get; private set; }

    /// <summary>Whether a step parameter is the memory.</summary>
    public bool IsMemory(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter, memoryParameter);

    /// <summary>Whether a step parameter is the token.</summary>
    public bool IsToken(IParameterSymbol parameter) =>
        Variables.TryGetValue(parameter, out var variable) && !variable.IsState && Inputs[variable.Index].Kind == InputKind.Token;

    /// <summary>Position of each step parameter among the inputs or the states.</summary>
    public Dictionary<IParameterSymbol, (bool IsState, int Index)> Variables { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Those of the returned elements that are one number for each position of the memory.</summary>
    public List<string> Scores { get; } = [];

    /// <summary>Names of the returned tuple's elements; one null for a single vector.</summary>
    public List<string?> Returned { get; } = [];

    /// <summary>The element marked as the output, or null.</summary>
    public string? Output { get; private set; }

    /// <summary>False when a problem was added or the compiler already complains.</summary>
    public bool Complete { get; private set; } = true;

    public static StepSignature Read(INamedTypeSymbol type, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        var signature = new StepSignature();
        IMethodSymbol[] steps = [.. type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Find(known.Step) is not null)];
        if (steps.Length != 1)
        {
            signature.Refuse(problems, steps.Length == 0 ? type : steps[1], steps.Length == 0
                ? "`" + type.Name + "` needs one method marked [Step] that holds its equations"
                : "`" + type.Name + "` has more than one method marked [Step]: a cell has one");
            return signature;
        }

        signature.ReadMethod(steps[0], known, sizes, problems);
        return signature;
    }

    private void ReadMethod(IMethodSymbol method, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        Method = method;
        Output = method.Find(known.Step)!.Named<string?>("Output", null);
        if (method.IsStatic || method.IsAsync || method.IsGenericMethod || method.IsAbstract || method.IsExtern || method.IsPartialDefinition)
            Refuse(problems, method, "the step `" + method.Name + "` must be an ordinary instance method with a body");

        foreach (IParameterSymbol parameter in method.Parameters)
            ReadParameter(parameter, known, sizes, problems);
        if (Complete && Inputs.All(input => input.Kind == InputKind.StepIndex))
            Refuse(problems, method, "the step `" + method.Name + "` has no [Input] parameter: a cell reads at least one sequence");
        if (Complete && Inputs.Count(input => input.Kind == InputKind.Given) > MostInputs)
            Refuse(problems, method, "the step `" + method.Name + "` has more than " + MostInputs + " [Input] parameters: put vectors that belong together into one");

        ReadReturnType(method, known, problems);
    }

    private void ReadParameter(IParameterSymbol parameter, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        if (parameter.Find(known.MemoryAttribute) is { } memory)
        {
            ReadMemory(parameter, memory, known, sizes, problems);
            return;
        }

        AttributeData?[] marks = [parameter.Find(known.Input), parameter.Find(known.State), parameter.Find(known.StepIndex)];
        string name = "the step parameter `" + parameter.Name + "`";
        if (parameter.Type.TypeKind == TypeKind.Error)
            Complete = false;
        else if (marks.Count(mark => mark is not null) != 1)
            Refuse(problems, parameter, name + " must be marked either [Input(size)] or [State(size)]" + (known.IsScalar(parameter.Type) ? "; a scalar [Input] or [StepIndex]" : parameter.Type.SpecialType == SpecialType.System_Int32 ? "; a token [Input]" : ""));
        else if (parameter.RefKind != RefKind.None || parameter.IsParams || parameter.IsOptional)
            Refuse(problems, parameter, name + " must be a plain `Vector` or `Scalar`, without `ref`, `params` or a default");
        else if (marks[0] is { } input)
            ReadInput(parameter, input, name, known, sizes, problems);
        else if (marks[1] is { } state)
            ReadState(parameter, state, name, known, sizes, problems);
        else if (!known.IsScalar(parameter.Type))
            Refuse(problems, parameter, name + " is a step index and must be a plain `Scalar`");
        else
            Add(parameter, new VariableSpec(parameter.Name, Dimension.Scalar, InputKind.StepIndex, IsScalar: true));
    }

    private void ReadInput(IParameterSymbol parameter, AttributeData input, string name, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        bool sized = input.ConstructorArguments.Length > 0;
        if (parameter.Type.SpecialType == SpecialType.System_Int32 && !sized)
            ReadToken(parameter, problems);
        else if (known.IsVector(parameter.Type) && sized)
            Add(parameter, new VariableSpec(parameter.Name, sizes.Read(input, 0, parameter)));
        else if (known.IsScalar(parameter.Type) && !sized)
            Add(parameter, new VariableSpec(parameter.Name, Dimension.Scalar, IsScalar: true));
        else
            Refuse(problems, parameter, name + " must be a plain `Vector` marked [Input(size)], or a plain `Scalar` or a token, a plain `int`, marked [Input]");
    }

    private void ReadToken(IParameterSymbol parameter, ICollection<Problem> problems)
    {
        if (Inputs.FirstOrDefault(input => input.Kind == InputKind.Token) is { } other)
            Refuse(problems, parameter, "the step parameter `" + parameter.Name + "` is a second token besides `" + other.Name + "`: a step reads one; give the other as a vector, looked up before the cell");
        else
            Add(parameter, new VariableSpec(parameter.Name, Dimension.Scalar, InputKind.Token, IsScalar: true));
    }

    private void ReadState(IParameterSymbol parameter, AttributeData state, string name, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        bool isMatrix = known.IsMatrix(parameter.Type);
        if (!isMatrix && !known.IsVector(parameter.Type))
            Refuse(problems, parameter, name + " must be a plain `Vector` or `Matrix`");
        else if (state.ConstructorArguments.Length == 2 != isMatrix)
            Refuse(problems, parameter, isMatrix
                ? "the state `" + parameter.Name + "` is a `Matrix`: give it two sizes, [State(rows, columns)]"
                : "the state `" + parameter.Name + "` has two sizes: make it a `Matrix`");
        else
        {
            Variables.Add(parameter, (true, States.Count));
            Dimension size = sizes.Read(state, 0, parameter);
            States.Add(new VariableSpec(parameter.Name, isMatrix ? size with { Columns = sizes.Read(state, 1, parameter) } : size)
            {
                Initial = state.Named<string?>("Initial", null),
            });
        }
    }

    private void Add(IParameterSymbol parameter, VariableSpec input)
    {
        Variables.Add(parameter, (false, Inputs.Count));
        Inputs.Add(input);
    }

    private void ReadMemory(IParameterSymbol parameter, AttributeData memory, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        if (parameter.Type.TypeKind == TypeKind.Error)
            Complete = false;
        else if (!known.IsMemory(parameter.Type) || parameter.RefKind != RefKind.None || parameter.IsParams || parameter.IsOptional)
            Refuse(problems, parameter, "the step parameter `" + parameter.Name + "` is marked [Memory] and must be a plain `Memory`");
        else if (Memory is not null)
            Refuse(problems, parameter, "the step parameter `" + parameter.Name + "` is a second memory besides `" + Memory.Name + "`: positions of two memories do not belong together; join their vectors position by position and give one");
        else
        {
            memoryParameter = parameter;
            Memory = new VariableSpec(parameter.Name, sizes.Read(memory, 0, parameter));
        }
    }

    private void ReadReturnType(IMethodSymbol method, KnownSymbols known, ICollection<Problem> problems)
    {
        if (method.ReturnType.TypeKind == TypeKind.Error)
            Complete = false;
        else if (known.IsVector(method.ReturnType))
            Returned.Add(null);
        else if (known.IsMatrix(method.ReturnType))
            Refuse(problems, method, "the step `" + method.Name + "` returns a matrix only: return a vector as its output too, such as `(Vector y, Matrix C)`");
        else if (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element =>
            known.IsVector(element.Type)
            || (known.IsMatrix(element.Type) && (!Complete || States.Any(state => state.Name == element.Name)))
            || (known.IsScalar(element.Type) && States.All(state => state.Name != element.Name))
            || known.IsScores(element.Type)))
        {
            Scores.AddRange(tuple.TupleElements.Where(element => known.IsScores(element.Type)).Select(element => element.Name));
            Returned.AddRange(tuple.TupleElements.Select(element => element.IsExplicitlyNamedTupleElement ? element.Name : null));
        }
        else if (method.ReturnType is not INamedTypeSymbol { IsTupleType: true } broken || broken.TupleElements.All(element => element.Type.TypeKind != TypeKind.Error))
            Refuse(problems, method, "the step `" + method.Name + "` must return a `Vector`, or a tuple of them such as `(Vector h, Vector c)`");
        else
            Complete = false;
    }

    private void Refuse(ICollection<Problem> problems, ISymbol place, string message)
    {
        Complete = false;
        problems.Add(new Problem(ProblemKind.Declaration, place.Place(), message));
    }
}
