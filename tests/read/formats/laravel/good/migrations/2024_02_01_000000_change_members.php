<?php

class ChangeMembers extends \Illuminate\Database\Migrations\Migration
{
    public function up()
    {
        Schema::table('members', function (Blueprint $table) {
            $table->dropColumn('ssn');
            $table->dropColumn(['settings', 'ip_address']);
            $table->dropSoftDeletes();
            $table->renameColumn('dob', 'birth_date');
            $table->string('phone', 40)->nullable(false)->change();
            $table->string('standing')->default(null)->change();
            $table->boolean('vip')->default(false)->after('phone');
            $table->after('vip', function ($table) {
                $table->string('fax')->nullable();
            });
        });
        Schema::rename('payments', 'receipts');
        Schema::drop('letters');
    }

    public function down()
    {
        Schema::table('members', function ($table) {
            $table->string('ssn');
        });
    }
}
