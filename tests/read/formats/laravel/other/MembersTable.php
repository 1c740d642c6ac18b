<?php

namespace App\Support;

use Illuminate\Support\Facades\Schema;

class MembersTable
{
    public function ready(): bool
    {
        return Schema::hasTable('members');
    }
}
