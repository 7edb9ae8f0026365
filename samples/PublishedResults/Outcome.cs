namespace PublishedResults;

/// <summary>One line of the table: what was published, and what came out here.</summary>
/// <param name="Task">Name of the task; empty where a task has a second line.</param>
/// <param name="Criterion">What counts as solved.</param>
/// <param name="Result">What the trained network does on test data it has never seen.</param>
/// <param name="Reached">Whether the result meets the criterion.</param>
internal sealed record Outcome(string Task, string Criterion, string Result, bool Reached);
