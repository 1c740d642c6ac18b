using System.ComponentModel.DataAnnotations;

namespace Example.Hotel
{
    // One night or several.
    // minlint: purpose=bookings,billing
    public class Stay
    {
        [Key]
        public long StayId { get; set; }
        public string Remark { get; set; }
        public double Price { get; set; }
    }

    public class Helper
    {
        public string Name { get; set; }
    }
}
