using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// One domain of facts. Each method gets what is known so far and adds its own fact: a domain touches its own part of the value only.
/// Domains are called in the order of <see cref="FlowCatalog.Domains"/>.
/// </summary>
internal abstract class FlowDomain
{
    /// <summary>What a declaration says of a parameter, field or property before anything is written to it.</summary>
    public virtual FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context) => value;

    /// <summary>
    /// The result of a call. <paramref name="result"/> is what the body of the method says, when there is one to look into; attributes win.
    /// </summary>
    public virtual FlowValue Call(FlowCall call, FlowValue result) => result;

    /// <summary>What a call leaves in an <c>out</c> parameter.</summary>
    public virtual FlowValue Out(FlowCall call, IParameterSymbol parameter, FlowValue value) => value;

    /// <summary>The result of arithmetic on plain numbers.</summary>
    public virtual FlowValue Arithmetic(FlowArithmetic arithmetic, FlowValue result) => result;

    /// <summary>An element or a range of an array.</summary>
    public virtual FlowValue Element(FlowElement element, FlowValue result) => result;

    /// <summary>A new array.</summary>
    public virtual FlowValue Array(FlowArray array, FlowValue result) => result;

    /// <summary>An array after a value was written to one of its elements.</summary>
    public virtual FlowValue Stored(FlowStore store, FlowValue array) => array;

    /// <summary>What a variable holds after an assignment.</summary>
    public virtual FlowValue Assigned(FlowAssignment assignment, FlowValue value) => value;
}
