using FluentValidation;
using FluentValidation.Validators;

namespace DevChat.Domain.Text;

/// <summary>The allowed number of items in a list.</summary>
public interface IItemCount
{
    int Min { get; }

    int Max { get; }
}

/// <summary>Requires a number of items in a list. Null is valid.</summary>
public sealed class ItemCount<T, TItem>(int min, int max)
    : PropertyValidator<T, IReadOnlyList<TItem>?>,
        IItemCount
{
    public override string Name => nameof(ItemCount<,>);

    public int Min => min;

    public int Max => max;

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem>? value) =>
        value is null || (value.Count >= min && value.Count <= max);

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        min == 0 ? $"must have at most {max} items" : $"must have {min} to {max} items";
}
