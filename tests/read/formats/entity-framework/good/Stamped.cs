namespace Example.Hotel;

using System.ComponentModel.DataAnnotations;

public abstract class Stamped
{
    public DateTimeOffset CreatedAt { get; set; }

    [MaxLength(40)] public string? CreatedBy { get; set; }
}
