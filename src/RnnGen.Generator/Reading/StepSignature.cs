using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The step method's name, inputs, states and the names of what it returns.</summary>
internal sealed class StepSignature
{
    private IParameterSymbol? memoryParameter;

    public IMethodSymbol? Method { get; private set; }

    public List<VariableSpec> Inputs { get; } = [];

    public List<VariableSpec> States { get; } = [];

    /// <summary>What the step attends over, or null.</summary>
    public VariableSpec? Memory { get; private set; }

    /// <summary>Whether a step parameter is the memory.</summary>
    public bool IsMemory(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter, memoryParameter);

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
        if (Complete && States.Count == 0)
            Refuse(problems, method, "the step `" + method.Name + "` has no [State] parameter: a recurrent cell carries at least one");
        if (Complete && Inputs.Count != 1)
            Refuse(problems, method, "the step `" + method.Name + "` has " + (Inputs.Count == 0 ? "no" : "more than one") + " [Input] parameter: a cell reads one sequence");

        ReadReturnType(method, known, problems);
    }

    private void ReadParameter(IParameterSymbol parameter, KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
    {
        if (parameter.Find(known.MemoryAttribute) is { } memory)
        {
            ReadMemory(parameter, memory, known, sizes, problems);
            return;
        }

        AttributeData? input = parameter.Find(known.Input);
        AttributeData? state = parameter.Find(known.State);
        if (parameter.Type.TypeKind == TypeKind.Error)
            Complete = false;
        else if (input is null == state is null)
            Refuse(problems, parameter, "the step parameter `" + parameter.Name + "` must be marked either [Input(size)] or [State(size)]");
        else if (state is { ConstructorArguments.Length: 2 } != known.IsMatrix(parameter.Type) && state is not null && (known.IsMatrix(parameter.Type) || known.IsVector(parameter.Type)))
            Refuse(problems, parameter, known.IsMatrix(parameter.Type)
                ? "the state `" + parameter.Name + "` is a `Matrix`: give it two sizes, [State(rows, columns)]"
                : "the state `" + parameter.Name + "` has two sizes: make it a `Matrix`");
        else if (!(known.IsVector(parameter.Type) || (state is not null && known.IsMatrix(parameter.Type))) || parameter.RefKind != RefKind.None || parameter.IsParams || parameter.IsOptional)
            Refuse(problems, parameter, "the step parameter `" + parameter.Name + "` must be a plain `Vector`" + (state is null ? "" : " or `Matrix`"));
        else
        {
            List<VariableSpec> list = state is not null ? States : Inputs;
            Variables.Add(parameter, (state is not null, list.Count));
            Dimension size = sizes.Read((input ?? state)!, 0, parameter);
            list.Add(new VariableSpec(parameter.Name, known.IsMatrix(parameter.Type) ? size with { Columns = sizes.Read(state!, 1, parameter) } : size));
        }
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
        else if (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            && tuple.TupleElements.All(element => known.IsVector(element.Type) || known.IsMatrix(element.Type) || known.IsScores(element.Type)))
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
