namespace RnnGen;

/// <summary>
/// A model or cell that a seed is enough to make: a constraint for functions that make several of them,
/// <c>let build&lt;'M when 'M :&gt; ISeeded&lt;'M&gt;&gt; seeds = seeds |&gt; List.map 'M.Create</c> in F#.
/// </summary>
/// <typeparam name="TSelf">The model or cell.</typeparam>
public interface ISeeded<TSelf>
    where TSelf : Trainable, ISeeded<TSelf>
{
    /// <summary>A model or cell with freshly initialised parameters.</summary>
    /// <param name="seed">Equal seeds give equal parameters.</param>
    static abstract TSelf Create(int seed);
}
